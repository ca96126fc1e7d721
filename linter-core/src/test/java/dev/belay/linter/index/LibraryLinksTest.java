package dev.belay.linter.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.source.FileSketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps links.txt what the stored signatures and the catalogue make of it. */
class LibraryLinksTest {

  private static final Path RESOURCES = StoredTypes.RESOURCES;
  private static final String REWRITE = "belay.rewrite";
  private static final String COMMAND =
      "mvn -pl linter-core test -Dtest=LibraryLinksTest -D" + REWRITE + "=links";

  @Test
  void isWhatTheStoredSignaturesSay() throws IOException {
    List<TypeFacts> types = StoredTypes.in(RESOURCES.resolve("signatures"));
    assertTrue(types.size() > 1_000, "types seen: " + types.size());
    StoredTypes known = new StoredTypes();
    known.add(types);
    check(RESOURCES.resolve("links.txt"), new LinkText(known).of(types, false));
  }

  /** Those of a library are read only where a project mentions it. */
  @Test
  void isWhatTheStoredSignaturesOfEachLibrarySay() throws IOException {
    Path libraries = RESOURCES.resolve("libraries");
    StoredTypes known = new StoredTypes();
    known.add(StoredTypes.in(RESOURCES.resolve("signatures")));
    known.add(StoredTypes.in(libraries));
    LinkText links = new LinkText(known);
    for (String root : LibraryRoots.all()) {
      Path signatures = libraries.resolve(root + ".txt");
      String text = links.of(StoredTypes.of(signatures, new StoredSignatures()), true);
      check(libraries.resolve(root + ".links"), text);
    }
    assertTrue(LibraryRoots.all().size() > 50, "libraries: " + LibraryRoots.all());
  }

  private static void check(Path file, String links) throws IOException {
    String text =
        "// Generated from the stored signatures. Rewrite with: " + COMMAND + "\n" + links;
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
}
