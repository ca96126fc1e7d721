package dev.belay.linter.index;

import dev.belay.linter.index.TypeFacts.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final Set<String> KNOWN = Set.of(text(PACKAGES).split("\n"));
  private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();
  private static final Map<String, Optional<TypeFacts>> TYPES = new ConcurrentHashMap<>();

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
    // Most names that are asked for belong to packages of the project: nothing is kept for them.
    String of = name.substring(0, end);
    boolean whole = KNOWN.contains(of);
    if (!whole && LibraryRoots.rootOf(of).isEmpty()) {
      return Optional.empty();
    }
    return TYPES.computeIfAbsent(name, n -> read(n, of, whole));
  }

  private static Optional<TypeFacts> read(String name, String of, boolean whole) {
    Optional<TypeFacts> found = whole ? read(name, FOLDER + of) : Optional.empty();
    if (found.isPresent()) {
      return found;
    }
    Optional<String> root = LibraryRoots.rootOf(of);
    return root.isPresent() ? read(name, LIBRARIES + root.get()) : found;
  }

  private static Optional<TypeFacts> read(String name, String resource) {
    String stored = TEXTS.computeIfAbsent(resource, r -> "\n" + text(r + ".txt"));
    int start = stored.indexOf("\nT\t" + name + "\t");
    if (start < 0) {
      return Optional.empty();
    }
    int stop = stored.indexOf("\nT\t", start + 1);
    String block = stored.substring(start + 1, stop < 0 ? stored.length() : stop);
    return Optional.of(parse(block.split("\n")));
  }

  private static int packageEnd(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isUpperCase(name.charAt(i)) && (i == 0 || name.charAt(i - 1) == '.')) {
        return i - 1;
      }
    }
    return -1;
  }

  private static String text(String resource) {
    try (InputStream stream = StoredSignatures.class.getResourceAsStream(resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("own resource unreadable: " + resource, e);
    }
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
