package dev.belay.linter.index;

import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Role;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What stored signatures and the catalogue make of the text that {@link LibraryLinks} read. */
final class LinkText {

  private static final List<Role> ROOTS =
      List.of(
          Role.HANDLE,
          Role.THREAD,
          Role.EXECUTOR,
          Role.OWNED_EXECUTOR,
          Role.BODY,
          Role.INTERRUPT_EQUIVALENT);

  /** Parts of types whose methods the screen asks for, by what they return or throw. */
  private static final List<Role> ASKED = List.of(Role.HANDLE, Role.INTERRUPT_EQUIVALENT);

  /** Parts of methods that the screen asks for. */
  private static final List<Role> CALLED =
      List.of(
          Role.STARTS, Role.STARTS_THREAD, Role.MAKES_EXECUTOR, Role.CHAINS, Role.READS_FAILURE);

  private static final String OBJECT = "java.lang.Object";

  private static final Set<String> PRIMITIVES =
      Set.of("void", "boolean", "byte", "short", "int", "long", "char", "float", "double");

  private final StoredTypes known;
  private final Set<String> wanted;
  private final Set<String> asked;
  private final Set<String> receivers = new HashSet<>();

  /** Links among some types. */
  LinkText(StoredTypes known) {
    this.known = known;
    this.wanted = below(ROOTS);
    this.asked = below(ASKED);
    Set<String> having = new HashSet<>();
    for (TypeFacts type : known.all()) {
      boolean hasSome =
          type.methods().stream()
              .anyMatch(
                  m ->
                      asked.contains(TypeReader.erase(m.returns()))
                          || m.throwing().stream().anyMatch(asked::contains));
      if (hasSome && !type.name().equals(OBJECT)) {
        having.add(type.name());
      }
    }
    Set<String> catalogued = catalogued();
    known.all().stream()
        .filter(type -> catalogued.contains(type.simpleName()) || isFunction(type.name()))
        .forEach(type -> having.add(type.name()));
    receivers.addAll(known.below(having, Set.of()));
  }

  private Set<String> below(List<Role> roles) {
    Set<String> roots = new HashSet<>();
    roles.forEach(role -> roots.addAll(Catalogue.standard().typeNames(role)));
    return known.below(roots, Catalogue.standard().typeNames(Role.NO_HANDLE));
  }

  /**
   * What some of the types say, a link a line.
   *
   * @param isOfLibrary that a file must mention: it has types that are declared in others
   */
  String of(Collection<TypeFacts> types, boolean isOfLibrary) {
    Map<String, Set<String>> lines = new TreeMap<>();
    for (TypeFacts type : types) {
      for (String member : type.memberTypes()) {
        if (isOfLibrary && receivers.contains(type.name() + "." + member)) {
          add("nested " + type.simpleName(), member, lines);
        }
      }
      String owner = type.name().equals(OBJECT) ? LibraryLinks.ANY_TYPE : type.simpleName();
      for (String supertype : type.supertypes()) {
        String above = TypeReader.erase(supertype);
        if (wanted.contains(above) && wanted.contains(type.name())) {
          add("below " + simple(above), type.simpleName(), lines);
        } else if (receivers.contains(above)) {
          add("inherits " + simple(above), type.simpleName(), lines);
        }
      }
      for (FieldFacts field : type.fields()) {
        findLinked(field.type())
            .ifPresent(of -> add("field " + owner + " " + of, field.name(), lines));
      }
      for (MethodFacts method : type.methods()) {
        if (method.isConstructor()) {
          continue;
        }
        boolean isAsked = asked.contains(TypeReader.erase(method.returns()));
        findLinked(method.returns())
            .ifPresent(
                of ->
                    add(
                        isAsked ? "returns " + owner + " " + of : "gives " + of,
                        method.name(),
                        lines));
        for (String exception : method.throwing()) {
          if (asked.contains(exception)) {
            add("throws " + owner + " " + simple(exception), method.name(), lines);
          }
        }
      }
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (link, names) ->
            text.append(link).append(' ').append(String.join(" ", names)).append('\n'));
    return text.toString();
  }

  private static void add(String link, String name, Map<String, Set<String>> lines) {
    lines.computeIfAbsent(link, l -> new TreeSet<>()).add(name);
  }

  /** What is called may start a task: see Handles. */
  private static boolean isFunction(String type) {
    return type.startsWith("java.util.function.");
  }

  /** Simple names of the types whose methods the catalogue names. */
  private static Set<String> catalogued() {
    Set<String> owners = new HashSet<>();
    for (Role role : CALLED) {
      Catalogue.standard().methodOwners(role).values().forEach(owners::addAll);
    }
    return owners;
  }

  /** How a link names a type; empty for one that tells nothing of tasks. */
  private Optional<String> findLinked(String written) {
    String type = TypeReader.erase(written);
    if (written.endsWith("]") || PRIMITIVES.contains(type)) {
      return Optional.empty();
    }
    if (type.indexOf('.') < 0) {
      return Optional.of(LibraryLinks.ANY_TYPE);
    }
    return Optional.of(simple(type)).filter(t -> wanted.contains(type) || receivers.contains(type));
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
