package dev.belay.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckArgumentsTest {

  @TempDir private Path folder;

  @Test
  void missingParametersAddNothing() {
    assertEquals(
        List.of("check", "--"),
        new CheckArguments()
            .with("--fail-on", (String) null)
            .with("--since", "")
            .with("--select", List.of())
            .with("--fix", false)
            .withOutputs(Map.of())
            .withClassPath(List.of())
            .over(List.of(), List.of()));
  }

  @Test
  void testsAreNamedAsSuchAndCheckedToo() {
    Path main = Path.of("/a/src/main/java");
    Path test = Path.of("/a/b c/-x");
    assertEquals(
        List.of("check", "--tests=" + test, "--", main.toString(), test.toString()),
        new CheckArguments().over(List.of(main), List.of(test)));
  }

  @Test
  void parametersAreOptions() {
    assertEquals(
        List.of("check", "--fix", "--select=a", "--select=b", "--output=sarif=/x/y z.sarif", "--"),
        new CheckArguments()
            .with("--fix", true)
            .with("--select", List.of("a", "b"))
            .withOutputs(Map.of("sarif", new File("/x/y z.sarif")))
            .over(List.of(), List.of()));
  }

  @Test
  void classPathIsWhatIsThere() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path jar = Files.createFile(folder.resolve("a.jar"));
    Path pom = Files.createFile(folder.resolve("a.pom"));
    assertEquals(
        List.of("check", "--classpath=" + classes + File.pathSeparator + jar, "--"),
        new CheckArguments()
            .withClassPath(
                List.of(
                    classes.toString(),
                    folder.resolve("none").toString(),
                    jar.toString(),
                    folder.resolve("none.jar").toString(),
                    pom.toString()))
            .over(List.of(), List.of()));
  }
}
