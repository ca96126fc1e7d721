package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.rules.AllRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Edits at random, by fixed seeds: after each, a run that remembers the ones before says byte for
 * byte what a fresh one says.
 */
class CacheEditsTest {

  private static final int EDITS = 40;
  private static final Pattern RECALLED = Pattern.compile("screened in (\\d+) .*parsed (\\d+),");
  private static final List<String> PACKAGES = List.of("a", "b", "b.c");
  private static final List<String> TYPES = List.of("Pool", "Worker", "Loop", "Base");

  @TempDir private Path temporary;
  private Random random;
  private Run.In project;
  private final TreeMap<String, String> files = new TreeMap<>();
  private final List<String> options = new ArrayList<>();
  private final List<String> history = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void aRunThatRemembersSaysWhatAFreshOneSays(long seed) throws IOException {
    random = new Random(seed);
    project = new Run.In(Files.createDirectory(temporary.resolve("project")));
    project.rules(AllRules.RULES);
    for (int i = 0; i < 12; i++) {
      write();
    }
    Set<String> reports = new HashSet<>();
    int recalled = 0;
    for (int i = 0; i < EDITS; i++) {
      Run remembering = run("--statistics");
      Run fresh = run("--no-cache");
      assertEquals(fresh.out(), remembering.out(), () -> "after " + history + "\n" + files);
      assertEquals(fresh.code(), remembering.code(), history::toString);
      Matcher matcher = RECALLED.matcher(remembering.err());
      assertTrue(matcher.find(), remembering.err());
      recalled += Integer.parseInt(matcher.group(1)) - Integer.parseInt(matcher.group(2));
      reports.add(fresh.out());
      edit();
    }
    System.out.printf(
        "guard: cache: %d reports, %d outcomes remembered%n", reports.size(), recalled);
    assertTrue(reports.size() > EDITS / 3, "the edits hardly change anything: " + reports.size());
    assertTrue(recalled > 3 * EDITS, "hardly anything is remembered: " + recalled);
  }

  private Run run(String option) {
    List<String> arguments = new ArrayList<>(List.of("check", "--format", "sarif", option));
    arguments.addAll(options);
    return project.belay(arguments.toArray(String[]::new));
  }

  private void edit() throws IOException {
    int kind = random.nextInt(10);
    if (kind < 4) {
      write();
    } else if (kind == 4) {
      delete(anyFile());
    } else if (kind == 5) {
      rename();
    } else if (kind == 6) {
      String path = anyFile();
      write(path, "\n// moved down\n" + files.get(path));
    } else if (kind == 7) {
      configure();
    } else if (kind == 8) {
      changeClassPath();
    } else {
      String path = anyFile();
      write(path, files.get(path) + "class Unfinished {");
    }
  }

  private String anyFile() {
    return new ArrayList<>(files.keySet()).get(random.nextInt(files.size()));
  }

  /** A type anew, perhaps one that is there already, perhaps a namesake of one. */
  private void write() throws IOException {
    String inPackage = one(PACKAGES);
    String type = one(TYPES);
    String folder = random.nextInt(5) == 0 ? "other/" : "";
    write(
        folder + inPackage.replace('.', '/') + "/" + type + ".java", source(inPackage, type, type));
  }

  private String source(String inPackage, String type, String name) {
    String imports =
        "import java.util.concurrent.*;\nimport "
            + one(List.of("a.*", "b.*", "b.c.*", "b.c.Pool", "a.Base", "lib.Lib"))
            + ";\n";
    String supertype = one(List.of("", "", " extends Base", " extends Thread", " extends lib.Lib"));
    String returns = one(List.of("void", "Future<?>", "CompletableFuture<Void>", "Handle"));
    String result = returns.equals("void") ? "" : "return null; ";
    String body =
        switch (random.nextInt(6)) {
          case 0 -> "pool.submit(() -> 1);";
          case 1 -> "new Worker().go();";
          case 2 -> "new Pool().go(); new Loop().start();";
          case 3 -> "while (true) { new Loop().rest(); }";
          case 4 -> "try { new Base().rest(); } catch (Exception e) { log(\"late\"); } finally { }";
          default -> "Runnable later = () -> new Pool().go(); later.run();";
        };
    String suppression = one(List.of("", "", "// belay:ignore discarded-future -- known\n    "));
    return "package "
        + inPackage
        + ";\n"
        + imports
        + "public class "
        + name
        + supertype
        + " {\n  ExecutorService pool = Executors.newFixedThreadPool(2);\n  public "
        + returns
        + " go() {\n    "
        + suppression
        + body
        + "\n    "
        + result
        + "}\n  public void rest() "
        + one(List.of("", "throws InterruptedException "))
        + "{ }\n  interface Handle"
        + one(List.of("", " extends Future<String>"))
        + " { }\n  void log(String text) { }\n}\n";
  }

  private void rename() throws IOException {
    String from = anyFile();
    String text = files.get(from);
    delete(from);
    String type = one(TYPES);
    String old = Path.of(from).getFileName().toString().replace(".java", "");
    write(
        Path.of(from).resolveSibling(type + ".java").toString(),
        text.replace("class " + old, "class " + type));
  }

  private void configure() throws IOException {
    String text =
        one(
            List.of(
                "",
                "[rules]\ndiscarded-future = \"note\"\n",
                "java = 11\n",
                "[catalogue]\nstarts = [\"a.Worker#go\"]\n",
                "test-sources = [\"/b/\"]\n"));
    history.add("configured " + text.strip());
    Files.writeString(project.folder().resolve("belay.toml"), text);
  }

  /** A class file that is there, is not there, or says something else. */
  private void changeClassPath() throws IOException {
    options.clear();
    if (random.nextInt(3) > 0) {
      Path classes = Files.createDirectories(temporary.resolve("classes" + random.nextInt(2)));
      Path source = Files.createDirectories(temporary.resolve("lib")).resolve("Lib.java");
      String supertype = one(List.of("", " extends Thread"));
      Files.writeString(source, "package lib; public class Lib" + supertype + " { }");
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      assertEquals(0, compiler.run(null, null, null, "-d", classes.toString(), source.toString()));
      options.addAll(List.of("--classpath", classes.toString()));
    }
    history.add("class path " + options);
  }

  private void write(String path, String text) throws IOException {
    history.add("wrote " + path);
    files.put(path, text);
    project.with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private void delete(String path) throws IOException {
    history.add("deleted " + path);
    files.remove(path);
    Files.delete(project.folder().resolve(path));
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
