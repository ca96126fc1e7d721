package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a short run must not pay for, and would at every start. */
class StartUpTest {

  @TempDir private Path folder;

  @Test
  void asksJavaForNothingThatNoArchiveTakes() throws Exception {
    String launcher = Files.readString(Path.of("..", "belay"));
    String sample = launcher.substring(launcher.indexOf("import java.io.IOException;"));
    Path source = folder.resolve("Sample.java");
    Files.writeString(source, sample.substring(0, sample.indexOf("\nJAVA\n")));
    Path classes = folder.resolve("classes.txt");
    Path report = folder.resolve("report.sarif");

    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xlog:class+load:file=" + classes + ":none",
                "-Dbelay.alone=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "check",
                "--no-cache",
                "--format=sarif",
                source.toString())
            .redirectOutput(report.toFile())
            .redirectError(new File("/dev/null"))
            .start()
            .waitFor();

    assertEquals(Exit.FINDINGS, code);
    assertTrue(Files.readString(report).endsWith("}\n"), "written to its end");
    Set<String> loaded =
        Files.readAllLines(classes).stream()
            .map(line -> line.replaceAll(" .*", ""))
            .collect(Collectors.toSet());
    assertTrue(loaded.contains("com.github.javaparser.ast.CompilationUnit"));
    List.of(
            // The methods of a record that has none of its own.
            "java.lang.runtime.ObjectMethods",
            // A logger, looked for at an exit.
            "jdk.internal.logger.LoggerFinderLoader")
        .forEach(name -> assertTrue(!loaded.contains(name), name));
  }
}
