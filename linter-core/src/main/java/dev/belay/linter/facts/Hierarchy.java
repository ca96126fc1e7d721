package dev.belay.linter.facts;

import dev.belay.linter.index.FieldFacts;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.MethodFacts;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.index.Relocated;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.index.TypeParameterFacts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Supertypes and inherited members of any type that the index knows, type arguments carried along.
 * Answers are kept. Belongs to one thread.
 */
public final class Hierarchy {

  private final EnclosingTypes types;
  private final Map<JavaType, List<JavaType>> direct = new HashMap<>();
  private final Map<JavaType, List<JavaType>> all = new HashMap<>();
  private final Map<MemberKey, List<Member>> members = new HashMap<>();

  /** Compares as any record does, without the code that Java would make for it at every start. */
  private record MemberKey(JavaType type, String name) {

    @Override
    public boolean equals(Object other) {
      return other instanceof MemberKey key && type.equals(key.type) && name.equals(key.name);
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + name.hashCode();
    }
  }

  Hierarchy(EnclosingTypes types) {
    this.types = types;
  }

  /** A type with its own parameters as arguments: what {@code this} is inside it. */
  static JavaType selfType(TypeFacts type) {
    List<JavaType> arguments = new ArrayList<>();
    for (TypeParameterFacts parameter : type.typeParameters()) {
      arguments.add(new JavaType.Variable(parameter.name(), JavaType.OBJECT));
    }
    return new JavaType.Named(type.name(), arguments);
  }

  /** Whether a type is, or is a known subtype of, a class; false where that cannot be told. */
  public boolean isA(JavaType type, String className) {
    JavaType erased = boundOf(type);
    if (!(erased instanceof JavaType.Named named)) {
      return false;
    }
    if (named.name().equals(className) || className.equals("java.lang.Object")) {
      return true;
    }
    return withSupertypes(erased).stream().anyMatch(t -> t.className().equals(className));
  }

  /**
   * Whether every supertype of a type is known, so that "is no Future" can be relied on. The root
   * {@code Object} counts as known.
   */
  public boolean isWhollyKnown(JavaType type) {
    JavaType erased = boundOf(type);
    return erased instanceof JavaType.Named
        && withSupertypes(erased).stream()
            .allMatch(t -> t.isKnown() && types.find(t.className()).isPresent());
  }

  /** The type arguments a type has as one of its supertypes; empty where it is none or raw. */
  public List<JavaType> argumentsAs(JavaType type, String className) {
    for (JavaType supertype : withSupertypes(boundOf(type))) {
      if (supertype.className().equals(className)) {
        return supertype.typeArguments();
      }
    }
    return List.of();
  }

  /**
   * A type and its supertypes, nearest first, type arguments filled in; unknown ones are listed as
   * {@link JavaType#UNKNOWN}.
   */
  public List<JavaType> withSupertypes(JavaType type) {
    JavaType start = boundOf(type);
    List<JavaType> known = all.get(start);
    if (known != null) {
      return known;
    }
    List<JavaType> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<JavaType> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      JavaType next = open.removeFirst();
      if (!next.isKnown()) {
        found.add(next);
      } else if (seen.add(next.className())) {
        found.add(next);
        open.addAll(directSupertypes(next));
        if (next instanceof JavaType.Named named) {
          originalOf(named).ifPresent(found::add);
        }
      }
    }
    all.put(start, List.copyOf(found));
    return all.get(start);
  }

  /** A project's own copy of a library's type plays the part that the type itself plays. */
  private Optional<JavaType> originalOf(JavaType.Named type) {
    String original = Relocated.originalOf(type.name());
    return original.equals(type.name()) || types.find(original).isEmpty()
        ? Optional.empty()
        : Optional.of(new JavaType.Named(original, type.arguments()));
  }

  private List<JavaType> directSupertypes(JavaType type) {
    List<JavaType> known = direct.get(type);
    if (known == null) {
      known = types.find(type.className()).map(facts -> supertypes(facts, type)).orElse(List.of());
      direct.put(type, known);
    }
    return known;
  }

  private List<JavaType> supertypes(TypeFacts facts, JavaType type) {
    Map<String, JavaType> arguments = TypeVariables.argumentsOf(facts, type.typeArguments());
    List<JavaType> found = new ArrayList<>();
    for (String written : facts.supertypes()) {
      found.add(resolve(written, facts).with(arguments));
    }
    return found;
  }

  private JavaType resolve(String written, TypeFacts facts) {
    return types
        .declarationOf(facts.name())
        .filter(node -> EnclosingTypes.isInBody(facts.name()))
        .map(node -> types.resolve(written, node))
        .orElseGet(() -> types.names().resolve(written, facts));
  }

  /** A method with the type that declares it, as a receiver of some type sees it. */
  record Member(TypeFacts owner, MethodFacts method, Map<String, JavaType> arguments) {}

  /** Methods of that name, own ones first, then inherited ones; overridden ones are left out. */
  List<Member> methods(JavaType type, String name) {
    return members.computeIfAbsent(new MemberKey(type, name), k -> findMethods(type, name));
  }

  private List<Member> findMethods(JavaType type, String name) {
    List<Member> found = new ArrayList<>();
    Set<List<String>> signatures = new HashSet<>();
    for (JavaType supertype : withObject(type)) {
      Optional<TypeFacts> facts = types.find(supertype.className());
      if (facts.isEmpty()) {
        continue;
      }
      Map<String, JavaType> arguments =
          TypeVariables.argumentsOf(facts.get(), supertype.typeArguments());
      for (MethodFacts method : facts.get().methods()) {
        if (method.name().equals(name) && signatures.add(erasure(method))) {
          found.add(new Member(facts.get(), method, arguments));
        }
      }
    }
    return found;
  }

  private static List<String> erasure(MethodFacts method) {
    // By simple names: one side may have written java.util.concurrent.TimeUnit in full.
    return method.parameters().stream()
        .map(
            p ->
                p.indexOf('<') < 0
                    ? p
                    : p.substring(0, p.indexOf('<')) + p.substring(p.lastIndexOf('>') + 1))
        .map(p -> p.substring(p.lastIndexOf('.') + 1))
        .toList();
  }

  private List<JavaType> withObject(JavaType type) {
    List<JavaType> supertypes = withSupertypes(type);
    if (supertypes.stream().anyMatch(t -> t.equals(JavaType.OBJECT))) {
      return supertypes;
    }
    List<JavaType> extended = new ArrayList<>(supertypes);
    extended.add(JavaType.OBJECT);
    return extended;
  }

  /** A field, own or inherited, as a receiver of some type sees it. */
  Optional<Types.FieldUse> findField(JavaType type, String name) {
    for (JavaType supertype : withSupertypes(type)) {
      Optional<TypeFacts> facts = types.find(supertype.className());
      Optional<FieldFacts> field = facts.flatMap(f -> f.findField(name));
      if (field.isPresent()) {
        JavaType declared =
            resolve(field.get().type(), facts.get())
                .with(TypeVariables.argumentsOf(facts.get(), supertype.typeArguments()));
        return Optional.of(new Types.FieldUse(facts.get(), field.get(), declared));
      }
    }
    return Optional.empty();
  }

  /** The abstract methods that an implementation must give, those of {@code Object} left out. */
  List<Member> abstractMethods(JavaType type) {
    List<Member> found = new ArrayList<>();
    Set<String> implemented = new HashSet<>();
    for (JavaType supertype : withSupertypes(type)) {
      Optional<TypeFacts> facts = types.find(supertype.className());
      if (facts.isEmpty()) {
        continue;
      }
      Map<String, JavaType> arguments =
          TypeVariables.argumentsOf(facts.get(), supertype.typeArguments());
      for (MethodFacts method : facts.get().methods()) {
        String signature = method.name() + "/" + method.parameters().size();
        boolean isAbstract = Modifiers.has(method.modifiers(), Modifiers.ABSTRACT);
        if (implemented.add(signature) && isAbstract && !isObjects(method)) {
          found.add(new Member(facts.get(), method, arguments));
        }
      }
    }
    return found;
  }

  private static boolean isObjects(MethodFacts method) {
    return switch (method.name()) {
      case "equals" -> method.parameters().size() == 1;
      case "hashCode", "toString" -> method.parameters().isEmpty();
      default -> false;
    };
  }

  JavaType resolve(String written, Member member) {
    return memberType(written, member).with(member.arguments());
  }

  private JavaType memberType(String written, Member member) {
    return types.names().resolve(written, member.owner(), member.method());
  }

  private static JavaType boundOf(JavaType type) {
    return type instanceof JavaType.Variable variable ? boundOf(variable.bound()) : type;
  }
}
