package dev.belay.linter.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

  @TempDir Path folder;

  @Test
  void readsJars() throws Exception {
    Path jar = Path.of(Test.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (ClassPath path = ClassPath.of(List.of(jar))) {
      TypeFacts test = path.find("org.junit.jupiter.api.Test").orElseThrow();
      assertEquals(TypeFacts.Kind.ANNOTATION, test.kind());
      TypeFacts nested = path.find("org.junit.jupiter.api.MethodOrderer.Random").orElseThrow();
      assertEquals(
          List.of("org.junit.jupiter.api.MethodOrderer"), nested.supertypes().stream().toList());
      assertTrue(path.find("org.junit.jupiter.api.Missing").isEmpty());
    }
  }

  @Test
  void readsFoldersAndPassesOverWhatIsNoClass() throws Exception {
    Path own = Path.of(ClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Files.writeString(folder.resolve("Broken.class"), "no class file");
    try (ClassPath path = ClassPath.of(List.of(folder, own))) {
      assertTrue(path.find("Broken").isEmpty());
      TypeFacts facts = path.find(TypeFacts.class.getName()).orElseThrow();
      assertEquals(TypeFacts.Kind.RECORD, facts.kind());
      assertEquals(
          "java.util.List<java.lang.String>", facts.methodsNamed("supertypes").get(0).returns());
    }
  }

  /** Its class file is what is read. */
  static final class Helper {
    public static void restore(Throwable failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    }

    public static void stop(Thread worker) {
      worker.interrupt();
    }
  }

  @Test
  void seesWhatMayRestoreTheInterrupt() throws Exception {
    Path own =
        Path.of(ClassPathTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (ClassPath path = ClassPath.of(List.of(own))) {
      TypeFacts helper = path.find(ClassPathTest.class.getName() + ".Helper").orElseThrow();
      assertEquals(
          Set.of(BodyTrait.MAY_RESTORE_INTERRUPT), helper.methodsNamed("restore").get(0).traits());
      assertEquals(Set.of(), helper.methodsNamed("stop").get(0).traits());
    }
  }

  @Test
  void refusesWhatIsNeitherJarNorFolder() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no jar");
    assertThrows(IOException.class, () -> ClassPath.of(List.of(text)));
    assertThrows(IOException.class, () -> ClassPath.of(List.of(folder.resolve("missing.jar"))));
  }
}
