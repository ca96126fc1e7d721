package dev.belay.cli.git;

import dev.belay.linter.source.Location;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changed, line by line, in the files as they are checked. Paths are relative to the project's
 * root, with forward slashes; what lies outside of it is left out. Immutable.
 */
public final class Changes {

  private final SortedMap<String, BitSet> lines;
  private final SortedMap<String, byte[]> contents;

  /**
   * Changes of these files.
   *
   * @param lines changed lines from 1 by path; null for a file that is new as a whole
   * @param contents what is to be checked instead of the file in the work tree
   */
  Changes(Map<String, BitSet> lines, Map<String, byte[]> contents) {
    this.lines = new TreeMap<>(lines);
    this.contents = new TreeMap<>(contents);
  }

  /** The files with changes, sorted; deleted ones are not among them. */
  public SortedSet<String> files() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(lines.keySet()));
  }

  /** What stands in the index, for files whose work tree has gone on since; by path. */
  public SortedMap<String, byte[]> contents() {
    return Collections.unmodifiableSortedMap(contents);
  }

  /**
   * Whether a line of the place changed, or a line just before, within or after it was taken out.
   */
  public boolean touch(Location at) {
    if (!lines.containsKey(at.path())) {
      return false;
    }
    return Optional.ofNullable(lines.get(at.path()))
        .map(
            changed -> {
              int next = changed.nextSetBit(at.startLine());
              return next >= 0 && next <= at.endLine();
            })
        .orElse(true);
  }
}
