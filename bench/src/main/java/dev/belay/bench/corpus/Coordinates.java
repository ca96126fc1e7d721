package dev.belay.bench.corpus;

import java.util.Comparator;

/**
 * A library at one version, as Maven names it. Ordered by artifact first: that is the name a reader
 * knows it by.
 *
 * @param group such as {@code org.jobrunr}
 * @param artifact such as {@code jobrunr}
 * @param version such as {@code 7.4.1}
 */
public record Coordinates(String group, String artifact, String version)
    implements Comparable<Coordinates> {

  private static final Comparator<Coordinates> ORDER =
      Comparator.comparing(Coordinates::artifact)
          .thenComparing(Coordinates::group)
          .thenComparing(Coordinates::version);

  /**
   * Reads {@code group:artifact:version}.
   *
   * @throws IllegalArgumentException if the text has not three parts
   */
  public static Coordinates parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not group:artifact:version: " + text);
    }
    return new Coordinates(parts[0], parts[1], parts[2]);
  }

  /** The name of the jar with its sources, as Maven's dependency plugin copies it. */
  public String sourcesJar() {
    return folder() + "-sources.jar";
  }

  /** A folder's name, unlike any other library's. */
  public String folder() {
    return artifact + "-" + version;
  }

  @Override
  public int compareTo(Coordinates other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return group + ":" + artifact + ":" + version;
  }
}
