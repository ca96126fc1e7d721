package dev.belay.linter.index;

import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What types of libraries tell of tasks, threads and interrupts: public ones with a method that
 * gives a task's handle or declares the interrupt, those that are executors, handles or threads,
 * and abstract bodies of tasks; what inherits from these, publicly, and all that they inherit from;
 * callbacks that methods with a handle take, for those may be told of the failure; and what gives
 * such a type. Of their members those that make them so, with all overloads.
 */
final class TellingTypes {

  private static final String INTERRUPT = "java.lang.InterruptedException";

  private static final List<Role> PARTS =
      List.of(Role.HANDLE, Role.EXECUTOR, Role.OWNED_EXECUTOR, Role.THREAD);

  /** By these words a library's packages say that they are no part of what it offers. */
  private static final Set<String> HIDDEN =
      Set.of(
          "internal",
          "internals",
          "impl",
          "shaded",
          "shade",
          "thirdparty",
          "relocated",
          "repackaged",
          "stub");

  /**
   * What ends a client, or a task of it, may give a handle of the end, which says nothing of a task
   * that was started: the first words of such methods' names. They are left out, but for those that
   * wait, which count as getters of the end.
   */
  private static final Pattern END =
      Pattern.compile(
          "drain|(abort|cancel|close|complete|destroy|disconnect|dispose|forceClose|quit|shut|stop"
              + "|terminate)([A-Z].*|[dD]own.*)?");

  /**
   * A name that builders of text have made so common that the screen would let most files in for it
   * where a project mentions a library with such a method: 9 % more are parsed, over the eight
   * projects of the race in one run.
   */
  private static final String EVERYWHERE = "append";

  /** Types of these packages that are out of sight are known to tell nothing. */
  private static final List<String> PLAIN =
      List.of("java.", "javax.", "scala.", "org.aopalliance.");

  private static final Set<BodyTrait> GIVEN_BACK =
      EnumSet.of(BodyTrait.RETURNS_THIS, BodyTrait.RETURNS_FIELD, BodyTrait.RETURNS_PARAMETER);

  private final StoredTypes known;
  private final Map<String, TypeFacts> own = new HashMap<>();
  private final Set<String> handles;
  private final Set<String> callbacks = new HashSet<>();
  private final Set<String> linked = new HashSet<>();

  /**
   * Types of libraries.
   *
   * @param libraries all their classes
   * @param known these and whatever is stored already
   */
  TellingTypes(Collection<TypeFacts> libraries, StoredTypes known) {
    this.known = known;
    libraries.forEach(type -> own.put(type.name(), type));
    this.handles = below(Role.HANDLE);
  }

  private Set<String> below(Role role) {
    return known.below(
        Catalogue.standard().typeNames(role), Catalogue.standard().typeNames(Role.NO_HANDLE));
  }

  /** What is to be stored of each type that tells something, by its name. */
  Map<String, TypeFacts> stored() {
    Set<String> parts = new HashSet<>();
    PARTS.forEach(role -> parts.addAll(below(role)));
    Set<String> bodies = below(Role.BODY);
    Set<String> telling = new HashSet<>();
    for (TypeFacts type : own.values()) {
      boolean tells =
          isOffered(type)
              && isWhole(type)
              && (parts.contains(type.name())
                  || bodies.contains(type.name())
                      && Modifiers.has(type.modifiers(), Modifiers.ABSTRACT)
                  || type.methods().stream().anyMatch(this::tells));
      if (tells) {
        telling.add(type.name());
      }
    }
    known.below(telling, Set.of()).stream()
        .filter(name -> own.containsKey(name) && isOffered(own.get(name)))
        .forEach(telling::add);
    linked.addAll(telling);
    Set<String> givers = new HashSet<>();
    for (TypeFacts type : own.values()) {
      if (isOffered(type) && type.methods().stream().anyMatch(this::givesLinked)) {
        givers.add(type.name());
      }
    }
    Set<String> all = new HashSet<>(telling);
    all.addAll(givers);
    for (String name : known.above(telling)) {
      TypeFacts type = known.find(name).orElseThrow();
      type.methods().stream().filter(this::givesHandle).forEach(this::addCallbacks);
    }
    all.addAll(callbacks);
    Map<String, TypeFacts> stored = new TreeMap<>();
    Set<String> kept = known.above(all);
    kept.removeIf(name -> !own.containsKey(name));
    for (String name : kept) {
      stored.put(name, told(own.get(name), kept));
    }
    return stored;
  }

  /** Whether code elsewhere can name it, and is meant to. */
  private boolean isOffered(TypeFacts type) {
    for (TypeFacts t = type; t != null; t = around(t).orElse(null)) {
      if (!Modifiers.has(t.modifiers(), Modifiers.PUBLIC)) {
        return false;
      }
    }
    return Stream.of(type.name().split("\\.")).noneMatch(HIDDEN::contains);
  }

  private Optional<TypeFacts> around(TypeFacts type) {
    return known.find(type.name().substring(0, Math.max(0, type.name().lastIndexOf('.'))));
  }

  private boolean tells(MethodFacts method) {
    return method.throwing().contains(INTERRUPT) || givesHandle(method) && !startsNothing(method);
  }

  private boolean givesHandle(MethodFacts method) {
    return !method.returns().endsWith("]") && handles.contains(TypeReader.erase(method.returns()));
  }

  /**
   * What ends something, and what makes one handle of another, starts nothing; nor, for the
   * screen's sake, does what has a name that is everywhere.
   */
  private boolean startsNothing(MethodFacts method) {
    return givesHandle(method)
        && (END.matcher(method.name()).matches()
            || method.name().equals(EVERYWHERE)
            || method.parameters().stream()
                .flatMap(p -> Stream.of(p.split("[<>,? \\[\\]]+")))
                .anyMatch(handles::contains));
  }

  /** Whether all above a type is known: what is not may have a method of the same name. */
  private boolean isWhole(TypeFacts type) {
    return known.above(Set.of(type.name())).stream()
        .flatMap(name -> known.find(name).orElseThrow().supertypes().stream())
        .map(TypeReader::erase)
        .allMatch(
            name -> known.find(name).isPresent() || PLAIN.stream().anyMatch(name::startsWith));
  }

  private boolean givesLinked(MethodFacts method) {
    return !method.returns().endsWith("]") && linked.contains(TypeReader.erase(method.returns()));
  }

  private void addCallbacks(MethodFacts method) {
    for (String parameter : method.parameters()) {
      String name = TypeReader.erase(parameter.replace("...", ""));
      if (own.containsKey(name) && isCallback(own.get(name))) {
        for (String above : known.above(Set.of(name))) {
          if (own.containsKey(above) && callbacks.add(above)) {
            own.get(above).methods().stream()
                .flatMap(m -> m.parameters().stream())
                .map(TypeReader::erase)
                .filter(failures()::contains)
                .forEach(callbacks::add);
          }
        }
      }
    }
  }

  /** What others implement to be told something; what has getters carries data. */
  private static boolean isCallback(TypeFacts type) {
    return Modifiers.has(type.modifiers(), Modifiers.ABSTRACT)
        && type.methods().stream()
            .filter(m -> Modifiers.has(m.modifiers(), Modifiers.ABSTRACT))
            .noneMatch(m -> m.parameters().isEmpty() && m.name().startsWith("get"));
  }

  private Set<String> failures;

  private Set<String> failures() {
    if (failures == null) {
      failures = known.below(Set.of("java.lang.Throwable"), Set.of());
      failures.removeIf(name -> !own.containsKey(name));
    }
    return failures;
  }

  private TypeFacts told(TypeFacts type, Set<String> kept) {
    Set<String> family = known.above(Set.of(type.name()));
    family.addAll(known.below(Set.of(type.name()), Set.of()));
    Set<String> names = new HashSet<>();
    for (String relative : family) {
      known.find(relative).stream()
          .flatMap(t -> t.methods().stream())
          .filter(this::tells)
          .forEach(m -> names.add(m.name()));
    }
    List<MethodFacts> methods = new ArrayList<>();
    for (MethodFacts method : type.methods()) {
      boolean isCallback =
          callbacks.contains(type.name()) && Modifiers.has(method.modifiers(), Modifiers.ABSTRACT);
      boolean gives = linked.contains(TypeReader.erase(method.returns()));
      boolean silent = startsNothing(method) && !method.throwing().contains(INTERRUPT);
      // Scala's compiler has methods of its own, with a $ in their names.
      silent |= method.name().indexOf('$') >= 0;
      if (!silent && (names.contains(method.name()) || isCallback || gives)) {
        methods.add(withTraits(method, type));
      }
    }
    return new TypeFacts(
        type.name(),
        type.kind(),
        type.modifiers(),
        type.typeParameters(),
        type.supertypes(),
        type.fields().stream().filter(f -> linked.contains(TypeReader.erase(f.type()))).toList(),
        methods,
        type.memberTypes().stream()
            .filter(member -> kept.contains(type.name() + "." + member))
            .toList(),
        List.of(),
        type.names(),
        "",
        0);
  }

  /** An abstract method does what all do that implement it. */
  private MethodFacts withTraits(MethodFacts method, TypeFacts type) {
    if (startsNothing(method)) {
      return with(Set.of(BodyTrait.RETURNS_FIELD), method);
    }
    if (!givesHandle(method) || !Modifiers.has(method.modifiers(), Modifiers.ABSTRACT)) {
      return method;
    }
    Set<BodyTrait> common = EnumSet.copyOf(GIVEN_BACK);
    boolean any = false;
    for (String heir : known.below(Set.of(type.name()), Set.of())) {
      for (MethodFacts other :
          own.containsKey(heir)
              ? own.get(heir).methodsNamed(method.name())
              : List.<MethodFacts>of()) {
        if (!Modifiers.has(other.modifiers(), Modifiers.ABSTRACT)
            && other.parameters().size() == method.parameters().size()) {
          any = true;
          common.retainAll(other.traits());
        }
      }
    }
    return with(any && common.size() == 1 ? common : Set.of(), method);
  }

  /** A method whose code does something else. */
  static MethodFacts with(Set<BodyTrait> traits, MethodFacts method) {
    return new MethodFacts(
        method.name(),
        method.modifiers(),
        method.typeParameters(),
        method.returns(),
        method.parameters(),
        method.throwing(),
        method.annotations(),
        Set.copyOf(traits),
        method.line());
  }
}
