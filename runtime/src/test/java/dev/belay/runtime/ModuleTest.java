package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The runtime goes where it is used without bringing anything along. */
class ModuleTest {

  private static Path classes() throws Exception {
    return Path.of(TaskScope.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void theModuleExportsOnePackageAndRequiresTheBaseAlone() throws Exception {
    ModuleDescriptor module;
    try (InputStream in = classes().resolve("module-info.class").toUri().toURL().openStream()) {
      module = ModuleDescriptor.read(in);
    }
    assertEquals("dev.belay.runtime", module.name());
    assertEquals(
        Set.of("java.base"),
        module.requires().stream()
            .map(ModuleDescriptor.Requires::name)
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of("dev.belay.runtime"),
        module.exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet()));
  }

  @Test
  void theClassesUseNothingElseEither() throws Exception {
    long sources = files(Path.of("src/main/java"), ".java");
    long seen = files(classes(), ".class");
    System.out.printf("guard: runtime: saw %d classes, at least %d%n", seen, sources);
    assertTrue(sources > 2 && seen >= sources, () -> "saw " + seen + " classes of " + sources);

    StringWriter out = new StringWriter();
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(
                new PrintWriter(out, true),
                new PrintWriter(out, true),
                "--print-module-deps",
                classes().toString());
    assertEquals(0, code, out.toString());
    assertEquals("java.base", out.toString().strip());
  }

  @Test
  void classesAreBuiltForJava17() throws Exception {
    try (InputStream in =
        classes().resolve("dev/belay/runtime/TaskScope.class").toUri().toURL().openStream()) {
      byte[] header = in.readNBytes(8);
      assertTrue(header[7] <= 61, "class file version " + header[7]);
    }
  }

  private static long files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).count();
    }
  }
}
