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
   * @param arguments the page to write, once all libraries are proved, then for each: its name, the
   *     folder of its sources, beside which the results are kept, a file with its class path, its
   *     own source level, and {@code prove} or {@code kept}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    ProofPage page = new ProofPage();
    boolean whole = true;
    for (int i = 1; i + 4 < arguments.length; i += 5) {
      String name = arguments[i];
      Path sources = Path.of(arguments[i + 1]);
      int own = Integer.parseInt(arguments[i + 3]);
      for (int level : own == 17 ? new int[] {17} : new int[] {17, own}) {
        Path kept = sources.resolveSibling("proof-" + level + ".tsv");
        if (arguments[i + 4].equals("prove")) {
          prove(name, sources, classPathIn(Path.of(arguments[i + 2])), level).keep(kept);
        }
        if (Files.exists(kept)) {
          page.add(Result.read(kept));
        } else {
          System.err.println("not proved yet: " + name + " at level " + level);
          whole = false;
        }
      }
    }
    if (whole) {
      Files.writeString(Path.of(arguments[0]), page.text());
    }
    System.exit(page.isClean() ? 0 : 1);
  }

  private static Result prove(String name, Path sources, List<Path> classPath, int level)
      throws IOException, InterruptedException {
    Proof proof = Proof.of(sources, classPath, level);
    Result result = Result.of(name, level, proof);
    System.err.println(ProofPage.line(result));
    proof.errors().forEach(error -> System.err.println("  compiler: " + error));
    proof.after().forEach(finding -> System.err.println("  new: " + finding));
    proof.unsettled().forEach(path -> System.err.println("  unsettled: " + path));
    return result;
  }

  private static List<Path> classPathIn(Path file) throws IOException {
    List<Path> jars = new ArrayList<>();
    Arrays.stream(Files.readString(file).strip().split(Pattern.quote(java.io.File.pathSeparator)))
        .filter(jar -> !jar.isBlank())
        .forEach(jar -> jars.add(Path.of(jar)));
    return jars;
  }
}
