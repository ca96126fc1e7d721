package dev.belay.bench.cost;

import java.io.IOException;
import java.nio.file.Path;

/** What is put side by side, each in a process of its own. */
enum Program {
  /** The whole check of a tree. It goes first: it says which files are parsed. */
  CHECK {
    @Override
    long work(Path tree, Path paths) throws IOException, InterruptedException {
      return WholeCheck.work(tree, paths);
    }
  },
  /** The same files by our parser. */
  OURS {
    @Override
    long work(Path tree, Path paths) throws IOException, InterruptedException {
      return ParsingAlone.byOurs(tree, paths);
    }
  },
  /** The same files by the library's parser. */
  PLAIN {
    @Override
    long work(Path tree, Path paths) throws IOException, InterruptedException {
      return ParsingAlone.byTheLibrarys(tree, paths);
    }
  };

  /**
   * Does the work once.
   *
   * @param paths the file with the paths of those that are parsed, in that order
   * @return the processors' time, in nanoseconds
   */
  abstract long work(Path tree, Path paths) throws IOException, InterruptedException;

  /**
   * Prints what the processors worked on the last pass, in nanoseconds.
   *
   * @param arguments the program, the number of passes, the tree, the file with the paths
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Program program = valueOf(arguments[0]);
    long last = 0;
    for (int pass = Integer.parseInt(arguments[1]); pass > 0; pass--) {
      last = program.work(Path.of(arguments[2]), Path.of(arguments[3]));
    }
    System.out.println(last);
  }
}
