package dev.belay.linter.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Role;
import dev.belay.linter.source.FileSketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps links.txt what the stored signatures and the catalogue make of it. */
class LibraryLinksTest {

  private static final Path RESOURCES =
      Path.of("src", "main", "resources", "dev", "belay", "linter", "index");
  private static final String REWRITE = "belay.rewrite";
  private static final String COMMAND =
      "mvn -pl linter-core test -Dtest=LibraryLinksTest -D" + REWRITE + "=links";
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

  private final List<TypeFacts> types = new ArrayList<>();
  private final Map<String, Set<String>> below = new HashMap<>();

  @Test
  void isWhatTheStoredSignaturesSay() throws IOException {
    readTypes();
    assertTrue(types.size() > 1_000, "types seen: " + types.size());
    String text =
        "// Generated from the stored signatures. Rewrite with: " + COMMAND + "\n" + links();
    Path file = RESOURCES.resolve("links.txt");
    if ("links".equals(System.getProperty(REWRITE))) {
      Files.writeString(file, text);
    }
    assertEquals(text, Files.readString(file), "rewrite with: " + COMMAND);
  }

  @Test
  void givesEachLinkToItsKind() {
    LibraryLinks links =
        LibraryLinks.of(
            "// x\nbelow A B\ninherits A C\nreturns O A m n\ngives B f\nthrows O E n\nfield O A f\n");
    List<String> seen = new ArrayList<>();
    Map<Integer, String> words = new HashMap<>();
    "A B C E O m n f".chars().forEach(c -> put(String.valueOf((char) c), words));
    links.eachSupertype((type, name) -> seen.add("below " + words.get(type) + words.get(name)));
    links.eachInheritance((type, name) -> seen.add("heir " + words.get(type) + words.get(name)));
    links.eachReturn((owner, type, name) -> seen.add("returns " + told(words, owner, type, name)));
    links.eachGiven((type, name) -> seen.add("gives " + words.get(type) + words.get(name)));
    links.eachThrows((owner, type, name) -> seen.add("throws " + told(words, owner, type, name)));
    links.eachField((owner, type, name) -> seen.add("field " + told(words, owner, type, name)));
    assertEquals(
        List.of(
            "below AB",
            "heir AC",
            "returns OAm",
            "returns OAn",
            "gives Bf",
            "throws OEn",
            "field OAf"),
        seen);
  }

  private static void put(String word, Map<Integer, String> words) {
    words.put(FileSketch.hashOf(word), word);
  }

  private static String told(Map<Integer, String> words, int... hashes) {
    return Arrays.stream(hashes).mapToObj(words::get).collect(Collectors.joining());
  }

  private String links() {
    Set<String> roots = new HashSet<>();
    ROOTS.forEach(role -> roots.addAll(Catalogue.standard().typeNames(role)));
    Set<String> none = Catalogue.standard().typeNames(Role.NO_HANDLE);
    Set<String> wanted = new HashSet<>();
    roots.forEach(root -> addBelow(root, none, wanted));
    Set<String> asked = new HashSet<>();
    ASKED.forEach(
        role -> Catalogue.standard().typeNames(role).forEach(root -> addBelow(root, none, asked)));
    Set<String> receivers = new HashSet<>();
    for (TypeFacts type : types) {
      boolean hasSome =
          type.methods().stream()
              .anyMatch(
                  m ->
                      asked.contains(TypeReader.erase(m.returns()))
                          || m.throwing().stream().anyMatch(asked::contains));
      if (hasSome && !type.name().equals(OBJECT)) {
        addBelow(type.name(), Set.of(), receivers);
      }
    }
    Set<String> catalogued = catalogued();
    types.stream()
        .filter(type -> catalogued.contains(type.simpleName()) || isFunction(type.name()))
        .forEach(type -> addBelow(type.name(), Set.of(), receivers));
    Map<String, Set<String>> lines = new TreeMap<>();
    for (TypeFacts type : types) {
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
        findLinked(field.type(), wanted, receivers)
            .ifPresent(of -> add("field " + owner + " " + of, field.name(), lines));
      }
      for (MethodFacts method : type.methods()) {
        if (method.isConstructor()) {
          continue;
        }
        boolean isAsked = asked.contains(TypeReader.erase(method.returns()));
        findLinked(method.returns(), wanted, receivers)
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
  private static Optional<String> findLinked(
      String written, Set<String> wanted, Set<String> receivers) {
    String type = TypeReader.erase(written);
    if (written.endsWith("]") || PRIMITIVES.contains(type)) {
      return Optional.empty();
    }
    if (type.indexOf('.') < 0) {
      return Optional.of(LibraryLinks.ANY_TYPE);
    }
    return Optional.of(simple(type)).filter(t -> wanted.contains(type) || receivers.contains(type));
  }

  private void addBelow(String name, Set<String> but, Set<String> into) {
    if (!but.contains(name) && into.add(name)) {
      below.getOrDefault(name, Set.of()).forEach(type -> addBelow(type, but, into));
    }
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void readTypes() throws IOException {
    StoredSignatures stored = new StoredSignatures();
    try (Stream<Path> files = Files.list(RESOURCES.resolve("signatures"))) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          if (line.startsWith("T\t")) {
            types.add(stored.find(line.split("\t")[1]).orElseThrow());
          }
        }
      }
    }
    for (TypeFacts type : types) {
      for (String supertype : type.supertypes()) {
        below.computeIfAbsent(TypeReader.erase(supertype), t -> new HashSet<>()).add(type.name());
      }
    }
  }
}
