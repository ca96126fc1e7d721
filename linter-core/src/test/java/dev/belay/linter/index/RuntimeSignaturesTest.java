package dev.belay.linter.index;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stored signatures of Belay's own runtime keep up with its sources. */
class RuntimeSignaturesTest {

  private static final Path SOURCES =
      Path.of("..", "runtime", "src", "main", "java", "dev", "belay", "runtime");

  @Test
  void areThoseOfTheSources() throws IOException {
    StoredSignatures stored = new StoredSignatures();
    int types = 0;
    for (Path file : filesIn(SOURCES)) {
      for (TypeFacts written : SourceIndex.read(file.toString(), Files.readAllBytes(file))) {
        boolean promised = Modifiers.has(written.modifiers(), Modifiers.PUBLIC);
        if (promised && written.kind() != TypeFacts.Kind.RECORD) {
          Optional<TypeFacts> known = stored.find(written.name());
          assertTrue(known.isPresent(), written.name() + " is not stored: see SignatureStore");
          assertEquals(methodsOf(written), methodsOf(known.get()), written.name());
          types++;
        }
      }
    }
    assertTrue(types >= 20, "types seen: " + types);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> !f.endsWith("package-info.java")).sorted().toList();
    }
  }

  /** By simple names, without what a compiler adds or a source leaves out. */
  private static Set<String> methodsOf(TypeFacts type) {
    Set<String> methods = new TreeSet<>();
    for (MethodFacts method : type.methods()) {
      boolean promised =
          type.isInterface() && !Modifiers.has(method.modifiers(), Modifiers.PRIVATE)
              || Modifiers.has(method.modifiers(), Modifiers.PUBLIC);
      boolean objects = Set.of("toString", "hashCode", "equals").contains(method.name());
      if (promised && !method.isConstructor() && !objects) {
        methods.add(
            simple(method.returns())
                + " "
                + method.name()
                + method.parameters().stream()
                    .map(RuntimeSignaturesTest::simple)
                    .collect(joining(", ", "(", ")"))
                + method.throwing().stream()
                    .map(RuntimeSignaturesTest::simple)
                    .sorted()
                    .collect(joining(", ", " throws ", "")));
      }
    }
    return methods;
  }

  private static String simple(String type) {
    String erased = type.replaceAll("<.*>", "");
    return erased.substring(erased.lastIndexOf('.') + 1);
  }
}
