package dev.belay.cli.baseline;

import dev.belay.cli.usage.UsageException;
import dev.belay.linter.rule.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Findings that are accepted for now: how many of a rule, of one structure, in a file. No line
 * numbers, so that edits elsewhere do not change it; one sorted entry a line, so that two branches
 * merge. Immutable.
 */
public final class Baseline {

  private static final String HEADER =
      "# Findings that are accepted for now: path, rule, fingerprint, count. Written by `belay baseline`.\n";

  /**
   * What an entry accepts.
   *
   * @param path relative to the project's root, with forward slashes
   */
  public record Entry(String path, String ruleId, String fingerprint) implements Comparable<Entry> {

    static Entry of(Finding finding) {
      return new Entry(finding.at().path(), finding.ruleId(), finding.fingerprint());
    }

    @Override
    public int compareTo(Entry other) {
      return line(this, 0).compareTo(line(other, 0));
    }
  }

  private final SortedMap<Entry, Integer> counts;

  private Baseline(SortedMap<Entry, Integer> counts) {
    this.counts = counts;
  }

  /** Accepts all of these. */
  public static Baseline of(Collection<Finding> findings) {
    SortedMap<Entry, Integer> counts = new TreeMap<>();
    findings.forEach(finding -> counts.merge(Entry.of(finding), 1, Integer::sum));
    return new Baseline(counts);
  }

  /**
   * Reads a file.
   *
   * @param shown its name in messages
   * @throws UsageException if it is not there, cannot be read or has a line that is no entry
   */
  public static Baseline read(Path file, String shown) {
    try {
      SortedMap<Entry, Integer> counts = new TreeMap<>();
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] part = line.split("\t", -1);
        if (part.length != 4 || !part[3].matches("[1-9][0-9]{0,8}")) {
          throw new UsageException(
              shown
                  + ":"
                  + (i + 1)
                  + ": no entry of a baseline: path, rule, fingerprint and count");
        }
        counts.merge(
            new Entry(unescape(part[0]), part[1], part[2]),
            Integer.parseInt(part[3]),
            Integer::sum);
      }
      return new Baseline(counts);
    } catch (NoSuchFileException gone) {
      throw new UsageException("no baseline " + shown + "; `belay baseline` writes one", gone);
    } catch (IOException unreadable) {
      throw new UsageException("cannot read the baseline " + shown, unreadable);
    }
  }

  /** How many findings are accepted. */
  public int size() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Splits findings into accepted and new, and tells which entries nothing answers to any more. */
  public Comparison compare(List<Finding> findings) {
    Map<Entry, Integer> left = new HashMap<>(counts);
    List<Finding> accepted = new ArrayList<>();
    List<Finding> fresh = new ArrayList<>();
    for (Finding finding : findings) {
      Entry entry = Entry.of(finding);
      int open = left.getOrDefault(entry, 0);
      if (open > 0) {
        left.put(entry, open - 1);
        accepted.add(finding);
      } else {
        fresh.add(finding);
      }
    }
    SortedMap<Entry, Integer> stale = new TreeMap<>(left);
    stale.values().removeIf(count -> count == 0);
    return new Comparison(accepted, fresh, stale);
  }

  /**
   * What a comparison shows.
   *
   * @param accepted findings the baseline has, in their order
   * @param fresh findings it has not, in their order
   * @param stale entries without a finding, with how many of each
   */
  public record Comparison(
      List<Finding> accepted, List<Finding> fresh, SortedMap<Entry, Integer> stale) {}

  /** This baseline without what {@code present} has not, among the entries that are judged. */
  public Baseline only(Baseline present, Predicate<Entry> judged) {
    SortedMap<Entry, Integer> kept = new TreeMap<>(counts);
    kept.replaceAll(
        (entry, count) ->
            judged.test(entry) ? Math.min(count, present.counts.getOrDefault(entry, 0)) : count);
    kept.values().removeIf(count -> count == 0);
    return new Baseline(kept);
  }

  /** This baseline, the entries that {@code judged} speaks of replaced by those of another. */
  public Baseline replaced(Baseline other, Predicate<Entry> judged) {
    SortedMap<Entry, Integer> merged = new TreeMap<>(counts);
    merged.keySet().removeIf(judged);
    merged.putAll(other.counts);
    return new Baseline(merged);
  }

  /** The file's text. */
  public String text() {
    StringBuilder text = new StringBuilder(HEADER);
    counts.forEach((entry, count) -> text.append(line(entry, count)).append('\n'));
    return text.toString();
  }

  private static String line(Entry entry, int count) {
    return escape(entry.path)
        + "\t"
        + entry.ruleId
        + "\t"
        + entry.fingerprint
        + (count == 0 ? "" : "\t" + count);
  }

  /** A name may hold what separates the parts of a line. */
  private static String escape(String path) {
    return path.replace("%", "%25")
        .replace("\t", "%09")
        .replace("\n", "%0A")
        .replace("\r", "%0D")
        .replace("#", "%23");
  }

  private static String unescape(String path) {
    return path.replace("%23", "#")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%09", "\t")
        .replace("%25", "%");
  }
}
