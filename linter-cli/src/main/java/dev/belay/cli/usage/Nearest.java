package dev.belay.cli.usage;

import java.util.Collection;
import java.util.Optional;

/** Finds the known name that a mistyped one was meant to be. */
public final class Nearest {

  private Nearest() {}

  /**
   * The known name closest to {@code given} by insertions, deletions, replacements and swaps of
   * neighbours; absent where more than a third of the letters would have to change, because a far
   * guess misleads more than none.
   */
  public static Optional<String> to(String given, Collection<String> known) {
    String best = null;
    int least = Math.max(1, given.length() / 3) + 1;
    for (String name : known) {
      int distance = distance(given, name);
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The end of an error line: {@code "; did you mean 'x'?"}, or nothing. */
  public static String hint(String given, Collection<String> known) {
    return to(given, known).map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  /** Optimal string alignment distance. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
