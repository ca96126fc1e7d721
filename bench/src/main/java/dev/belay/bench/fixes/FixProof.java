package dev.belay.bench.fixes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Applies all fixes to libraries and writes what came of it to a page. See {@code bench/fix-proof}.
 */
public final class FixProof {

  private FixProof() {}

  /**
   * One run.
   *
   * @param arguments the page to write, then for each library: its name, the folder of its sources,
   *     a file with its class path, its own source level
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ProofPage page = new ProofPage();
    for (int i = 1; i + 3 < arguments.length; i += 4) {
      String name = arguments[i];
      Path sources = Path.of(arguments[i + 1]);
      List<Path> classPath = classPathIn(Path.of(arguments[i + 2]));
      int own = Integer.parseInt(arguments[i + 3]);
      for (int level : own == 17 ? new int[] {17} : new int[] {17, own}) {
        Proof proof = Proof.of(sources, classPath, level);
        page.add(name, level, proof);
        System.err.println(ProofPage.line(name, level, proof));
        proof.errors().forEach(error -> System.err.println("  compiler: " + error));
        proof.after().forEach(finding -> System.err.println("  new: " + finding));
        proof.unsettled().forEach(path -> System.err.println("  unsettled: " + path));
      }
    }
    Files.writeString(Path.of(arguments[0]), page.text());
    System.exit(page.isClean() ? 0 : 1);
  }

  private static List<Path> classPathIn(Path file) throws IOException {
    List<Path> jars = new ArrayList<>();
    Arrays.stream(Files.readString(file).strip().split(Pattern.quote(java.io.File.pathSeparator)))
        .filter(jar -> !jar.isBlank())
        .forEach(jar -> jars.add(Path.of(jar)));
    return jars;
  }
}
