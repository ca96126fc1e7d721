package dev.belay.linter.index;

import dev.belay.linter.index.TypeFacts.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signatures of the JDK's and of some libraries' public types, stored with the program: what it
 * finds must not depend on the JDK it runs on. One resource a package, or one for all of a
 * library's that tell something, read on first demand, one line a type or member; {@code
 * SignatureStore} and {@code LibraryStore} in the tests write them from class files. Safe for
 * several threads.
 */
public final class StoredSignatures implements TypeIndex {

  private static final String FOLDER = "signatures/";

  /** The same of what tells of tasks, threads and interrupts in all packages below a root. */
  private static final String LIBRARIES = "libraries/";

  /** Which packages there are, one a line: a resource that is missing is looked for in all jars. */
  private static final String PACKAGES = "packages.txt";

  /** What a method's line ends with of what its code does. */
  private static final Map<String, Set<BodyTrait>> TRAITS =
      Map.of(
          "restores",
          Set.of(BodyTrait.MAY_RESTORE_INTERRUPT),
          "this",
          Set.of(BodyTrait.RETURNS_THIS),
          "field",
          Set.of(BodyTrait.RETURNS_FIELD),
          "parameter",
          Set.of(BodyTrait.RETURNS_PARAMETER),
          "completed",
          Set.of(BodyTrait.RETURNS_COMPLETED));

  // Of all instances, for they never change.
  private static final Set<String> KNOWN = Set.of(OwnResource.text(PACKAGES).split("\n"));
  private static final Map<String, Resource> RESOURCES = new ConcurrentHashMap<>();
  private static final Map<String, TypeFacts> TYPES = new ConcurrentHashMap<>();

  /** What a type's line starts with, the end of the line before included. */
  private static final String TYPE = "\nT\t";

  /**
   * A resource that was read.
   *
   * @param starts where the lines of each type start, by its name
   */
  private record Resource(String text, Map<String, Integer> starts) {

    static Resource read(String name) {
      String text = "\n" + OwnResource.text(name + ".txt");
      Map<String, Integer> starts = new HashMap<>();
      for (int at = text.indexOf(TYPE); at >= 0; at = text.indexOf(TYPE, at + 1)) {
        int start = at + TYPE.length();
        starts.put(text.substring(start, text.indexOf('\t', start)), at + 1);
      }
      return new Resource(text, starts);
    }

    Optional<TypeFacts> find(String type) {
      Integer start = starts.get(type);
      if (start == null) {
        return Optional.empty();
      }
      int stop = text.indexOf(TYPE, start);
      String block = text.substring(start, stop < 0 ? text.length() : stop);
      return Optional.of(parse(block.split("\n")));
    }
  }

  @Override
  public boolean addLinks(ClassLinks into, int most) {
    return true;
  }

  @Override
  public Optional<TypeFacts> find(String name) {
    // Packages are in lower case in everything that is stored, so the first capital starts the
    // type.
    int end = packageEnd(name);
    if (end <= 0) {
      return Optional.empty();
    }
    // Most names that are asked for belong to the project, also below a library's root, where the
    // project is that library: nothing is kept for them.
    TypeFacts known = TYPES.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<TypeFacts> found = read(name, name.substring(0, end));
    found.ifPresent(type -> TYPES.putIfAbsent(name, type));
    return found;
  }

  private static Optional<TypeFacts> read(String name, String of) {
    Optional<TypeFacts> found =
        KNOWN.contains(of) ? resource(FOLDER + of).find(name) : Optional.empty();
    if (found.isPresent()) {
      return found;
    }
    Optional<String> root = LibraryRoots.rootOf(of);
    return root.isPresent() ? resource(LIBRARIES + root.get()).find(name) : found;
  }

  private static Resource resource(String name) {
    return RESOURCES.computeIfAbsent(name, Resource::read);
  }

  private static int packageEnd(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isUpperCase(name.charAt(i)) && (i == 0 || name.charAt(i - 1) == '.')) {
        return i - 1;
      }
    }
    return -1;
  }

  private static TypeFacts parse(String[] lines) {
    String[] head = lines[0].split("\t", -1);
    List<FieldFacts> fields = new ArrayList<>();
    List<MethodFacts> methods = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] part = lines[i].split("\t", -1);
      if (part[0].equals("F")) {
        fields.add(new FieldFacts(part[1], Integer.parseInt(part[2], 16), part[3], 0));
      } else {
        methods.add(
            new MethodFacts(
                part[1],
                Integer.parseInt(part[2], 16),
                parameters(part[3]),
                part[4],
                list(part[5]),
                list(part[6]),
                List.of(),
                part.length > 7 ? TRAITS.get(part[7]) : Set.of(),
                0));
      }
    }
    return new TypeFacts(
        head[1],
        Kind.valueOf(head[2]),
        Integer.parseInt(head[3], 16),
        parameters(head[4]),
        list(head[5]),
        fields,
        methods,
        list(head[6]),
        List.of(),
        FileNames.QUALIFIED,
        "",
        0);
  }

  private static List<TypeParameterFacts> parameters(String stored) {
    return list(stored).stream()
        .map(p -> p.split(":", 2))
        .map(p -> new TypeParameterFacts(p[0], p[1]))
        .toList();
  }

  private static List<String> list(String stored) {
    return stored.isEmpty() ? List.of() : Arrays.asList(stored.split(";"));
  }

  /** One type as it is stored: its own line, then a line for each member. */
  static String write(TypeFacts type) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "T",
        type.name(),
        type.kind().name(),
        Integer.toHexString(type.modifiers()),
        parameters(type.typeParameters()),
        String.join(";", type.supertypes()),
        String.join(";", type.memberTypes()));
    for (FieldFacts field : type.fields()) {
      line(text, "F", field.name(), Integer.toHexString(field.modifiers()), field.type());
    }
    for (MethodFacts method : type.methods()) {
      List<String> parts =
          new ArrayList<>(
              List.of(
                  "M",
                  method.name(),
                  Integer.toHexString(method.modifiers()),
                  parameters(method.typeParameters()),
                  method.returns(),
                  String.join(";", method.parameters()),
                  String.join(";", method.throwing())));
      TRAITS.forEach(
          (word, traits) -> {
            if (method.traits().equals(traits)) {
              parts.add(word);
            }
          });
      line(text, parts.toArray(String[]::new));
    }
    return text.toString();
  }

  private static String parameters(List<TypeParameterFacts> parameters) {
    return String.join(";", parameters.stream().map(p -> p.name() + ":" + p.bound()).toList());
  }

  private static void line(StringBuilder text, String... parts) {
    text.append(String.join("\t", parts)).append('\n');
  }
}
