package dev.belay.linter.index;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a written type name means at a declaration (JLS 6.4.1, 6.5.5): type parameters, member types
 * of the enclosing types and of their supertypes, single imports, the package, imports on demand.
 * Unknown stays unknown: where a name could come from a package nobody can see, the answer is
 * {@link JavaType#UNKNOWN}. Belongs to one thread.
 */
public final class NameResolver {

  private final TypeIndex index;

  /**
   * What simple names mean in a type, by the type's name: the same few are asked again and again.
   */
  private final Map<String, Map<String, JavaType>> heads = new HashMap<>();

  public NameResolver(TypeIndex index) {
    this.index = index;
  }

  /** A type as a declaration wrote it, its type's and method's parameters in scope. */
  public JavaType resolve(String written, TypeFacts at, MethodFacts inMethod) {
    return TypeReader.read(
        written,
        name -> {
          JavaType variable = inMethod == null ? null : variable(name, at, inMethod);
          return variable != null ? variable : inType(name, at);
        });
  }

  /** A type as a declaration wrote it. */
  public JavaType resolve(String written, TypeFacts at) {
    return resolve(written, at, null);
  }

  /** A type written at the top of a file, outside every type. */
  public JavaType resolve(String written, FileNames names) {
    return TypeReader.read(written, name -> qualified(name, head -> inFile(head, names)));
  }

  private JavaType variable(String name, TypeFacts at, MethodFacts method) {
    for (TypeParameterFacts parameter : method.typeParameters()) {
      if (parameter.name().equals(name)) {
        return variable(parameter, at, method);
      }
    }
    return null;
  }

  private JavaType variable(TypeParameterFacts parameter, TypeFacts at, MethodFacts method) {
    String bound = parameter.bound();
    // A bound that mentions its own parameter (T extends Comparable<T>) is cut at the arguments.
    String head = bound.indexOf('<') < 0 ? bound : bound.substring(0, bound.indexOf('<'));
    boolean recursive = head.equals(parameter.name());
    JavaType type =
        bound.isEmpty() || recursive
            ? JavaType.OBJECT
            : mentions(bound, parameter.name())
                ? resolve(head, at, method)
                : resolve(bound, at, method);
    return new JavaType.Variable(parameter.name(), type);
  }

  private static boolean mentions(String bound, String name) {
    for (int at = bound.indexOf(name); at >= 0; at = bound.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean starts = at == 0 || !Character.isJavaIdentifierPart(bound.charAt(at - 1));
      boolean ends = end == bound.length() || !Character.isJavaIdentifierPart(bound.charAt(end));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }

  private JavaType inType(String name, TypeFacts at) {
    if (at.names() == FileNames.QUALIFIED && name.indexOf('.') > 0) {
      return JavaType.named(name);
    }
    return qualified(name, head -> headInType(head, at));
  }

  private JavaType headInType(String head, TypeFacts at) {
    Map<String, JavaType> known = heads.computeIfAbsent(at.name(), name -> new HashMap<>());
    JavaType type = known.get(head);
    if (type == null) {
      type = findHead(head, at);
      known.put(head, type);
    }
    return type;
  }

  private JavaType findHead(String head, TypeFacts at) {
    for (TypeFacts type = at; type != null; type = enclosing(type).orElse(null)) {
      for (TypeParameterFacts parameter : type.typeParameters()) {
        if (parameter.name().equals(head)) {
          return variable(parameter, type, null);
        }
      }
      if (type.simpleName().equals(head)) {
        return JavaType.named(type.name());
      }
      Optional<String> member = findMember(type, head, new HashSet<>());
      if (member.isPresent()) {
        return JavaType.named(member.get());
      }
    }
    return inFile(head, at.names());
  }

  /** The type that encloses a member type. */
  public Optional<TypeFacts> enclosing(TypeFacts type) {
    int dot = type.name().lastIndexOf('.');
    if (dot < 0 || type.name().substring(0, dot).equals(type.names().packageName())) {
      return Optional.empty();
    }
    return index.find(type.name().substring(0, dot));
  }

  private Optional<String> findMember(TypeFacts type, String simpleName, Set<String> seen) {
    if (!seen.add(type.name())) {
      return Optional.empty();
    }
    if (type.memberTypes().contains(simpleName)) {
      return Optional.of(type.name() + "." + simpleName);
    }
    for (String written : type.supertypes()) {
      // Only the head is resolved, from outside the type: its own members cannot name its
      // supertypes
      // without a cycle.
      String head = TypeReader.erase(written);
      JavaType supertype =
          enclosing(type)
              .map(
                  outer ->
                      seen.contains(outer.name())
                          ? inFileQualified(head, type)
                          : inType(head, outer))
              .orElseGet(() -> inFileQualified(head, type));
      Optional<String> found =
          index.find(supertype.className()).flatMap(s -> findMember(s, simpleName, seen));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private JavaType inFileQualified(String name, TypeFacts type) {
    return qualified(name, head -> inFile(head, type.names()));
  }

  private JavaType inFile(String head, FileNames names) {
    String imported = names.importOf(head);
    if (!imported.isEmpty()) {
      return JavaType.named(originalOf(imported));
    }
    if (!names.packageName().isEmpty()) {
      String sibling = names.packageName() + "." + head;
      if (index.find(sibling).isPresent()) {
        return JavaType.named(sibling);
      }
    } else if (names != FileNames.QUALIFIED && index.find(head).isPresent()) {
      return JavaType.named(head);
    }
    for (String imports : names.onDemandImports()) {
      if (index.find(imports + "." + head).isPresent()) {
        return JavaType.named(imports + "." + head);
      }
    }
    for (String member : names.staticImports()) {
      if (member.endsWith("." + head) && index.find(member).isPresent()) {
        return JavaType.named(member);
      }
    }
    for (String type : names.staticOnDemandImports()) {
      if (index.find(type + "." + head).isPresent()) {
        return JavaType.named(type + "." + head);
      }
    }
    String implicit = "java.lang." + head;
    return index.find(implicit).isPresent() ? JavaType.named(implicit) : JavaType.UNKNOWN;
  }

  /** A relocated type by the name it had before, where the copy itself cannot be seen. */
  private String originalOf(String imported) {
    String original = Relocated.originalOf(imported);
    boolean unseen =
        !original.equals(imported)
            && index.find(imported).isEmpty()
            && index.find(original).isPresent();
    return unseen ? original : imported;
  }

  /** Resolves {@code A.B.C}: the head as a simple name, else the longest known qualified prefix. */
  private JavaType qualified(String name, Function<String, JavaType> headResolver) {
    int dot = name.indexOf('.');
    String head = dot < 0 ? name : name.substring(0, dot);
    JavaType start = headResolver.apply(head);
    if (dot < 0) {
      return start;
    }
    if (start instanceof JavaType.Named named) {
      return JavaType.named(memberPath(named.name(), name.substring(dot + 1)));
    }
    // A qualified name starts with a package, in lower case by the convention that JLS 6.1 gives;
    // this is only asked where no type of that simple name is in scope.
    return Character.isLowerCase(name.charAt(0)) ? JavaType.named(name) : JavaType.UNKNOWN;
  }

  private String memberPath(String type, String rest) {
    String current = type;
    for (String part : rest.split("\\.")) {
      String owner = current;
      current =
          index
              .find(owner)
              .flatMap(facts -> findMember(facts, part, new HashSet<>()))
              .orElse(owner + "." + part);
    }
    return current;
  }
}
