package dev.belay.linter.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
      List.of(Role.HANDLE, Role.THREAD, Role.EXECUTOR, Role.BODY, Role.INTERRUPT_EQUIVALENT);

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
    LibraryLinks links = LibraryLinks.of("// x\nbelow A B\nreturns A m\nthrows E n\n");
    List<String> seen = new ArrayList<>();
    links.eachSupertype((type, name) -> seen.add("below " + type + " " + name));
    links.eachReturn((type, name) -> seen.add("returns " + type + " " + name));
    links.eachThrows((type, name) -> seen.add("throws " + type + " " + name));
    assertEquals(List.of("below A B", "returns A m", "throws E n"), seen);
  }

  private String links() {
    Set<String> roots = new HashSet<>();
    ROOTS.forEach(role -> roots.addAll(Catalogue.standard().typeNames(role)));
    Set<String> none = Catalogue.standard().typeNames(Role.NO_HANDLE);
    Set<String> wanted = new HashSet<>();
    roots.forEach(root -> addBelow(root, none, wanted));
    Set<String> lines = new TreeSet<>();
    for (TypeFacts type : types) {
      for (String supertype : type.supertypes()) {
        if (wanted.contains(TypeReader.erase(supertype)) && wanted.contains(type.name())) {
          lines.add("below " + simple(TypeReader.erase(supertype)) + " " + type.simpleName());
        }
      }
      for (MethodFacts method : type.methods()) {
        if (wanted.contains(TypeReader.erase(method.returns()))
            && !method.returns().endsWith("]")) {
          lines.add("returns " + simple(TypeReader.erase(method.returns())) + " " + method.name());
        }
        boolean isOpen = method.returns().indexOf('.') < 0 && !method.returns().endsWith("]");
        if (isOpen && !method.isConstructor() && !PRIMITIVES.contains(method.returns())) {
          lines.add("returns " + LibraryLinks.ANY_TYPE + " " + method.name());
        }
        for (String exception : method.throwing()) {
          if (wanted.contains(exception) && !method.isConstructor()) {
            lines.add("throws " + simple(exception) + " " + method.name());
          }
        }
      }
    }
    return String.join("\n", lines) + "\n";
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
