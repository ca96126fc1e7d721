package dev.belay.bench.mutation;

import dev.belay.bench.corpus.Coordinates;
import java.util.Comparator;

/**
 * A place that may be changed.
 *
 * @param library where
 * @param path in its sources jar
 * @param line from 1
 */
record Site(Coordinates library, String path, int line) implements Comparable<Site> {

  private static final Comparator<Site> ORDER =
      Comparator.comparing(Site::library).thenComparing(Site::path).thenComparingInt(Site::line);

  @Override
  public int compareTo(Site other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return library.artifact() + " " + path + ":" + line;
  }
}
