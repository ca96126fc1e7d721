package dev.belay.linter.engine;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that kept a part of the project from being looked at; stands beside the findings while
 * the run goes on. Immutable.
 */
public sealed interface Problem extends Comparable<Problem> {

  /** By path, line and message: the order of every report. */
  Comparator<Problem> ORDER =
      Comparator.comparing(Problem::path)
          .thenComparingInt(problem -> problem.line().orElse(0))
          .thenComparing(Problem::message);

  /** Of the file or folder, relative to the project's root, with forward slashes. */
  String path();

  /** What happened, in one line: lower case, no full stop, without the path. */
  String message();

  /** Where in the file, from 1; empty where it is the whole file. */
  default OptionalInt line() {
    return OptionalInt.empty();
  }

  /** Whether this program failed rather than its input. */
  default boolean isOurs() {
    return false;
  }

  /** What was thrown where a rule failed. */
  default Optional<Throwable> cause() {
    return Optional.empty();
  }

  @Override
  default int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** A file or folder that could not be read, or is none. */
  record Unreadable(String path, String reason) implements Problem {
    @Override
    public String message() {
      return reason;
    }
  }

  /** A link that leads back to a folder above it, or to itself. */
  record LinkLoop(String path) implements Problem {
    @Override
    public String message() {
      return "symbolic link leads back to itself";
    }
  }

  /** A file that holds what no text holds. */
  record NotText(String path) implements Problem {
    @Override
    public String message() {
      return "no text: holds NUL bytes";
    }
  }

  /**
   * A file that is not UTF-8. It was read as ISO-8859-1 and checked all the same.
   *
   * @param at line of the first byte that is not, from 1
   */
  record NotUtf8(String path, int at) implements Problem {
    @Override
    public OptionalInt line() {
      return OptionalInt.of(at);
    }

    @Override
    public String message() {
      return "not UTF-8, read as ISO-8859-1";
    }
  }

  /**
   * A file over the limit; it was not read.
   *
   * @param bytes its size
   * @param limit most that is read
   */
  record TooLarge(String path, long bytes, long limit) implements Problem {
    @Override
    public String message() {
      return "too large: " + bytes + " bytes, the limit is " + limit;
    }
  }

  /**
   * A file whose parts nest deeper than the parser can follow in reasonable space and time; it was
   * not parsed.
   *
   * @param what nests, and how deep
   */
  record TooDeep(String path, String what) implements Problem {
    @Override
    public String message() {
      return "nested too deep: " + what;
    }
  }

  /**
   * A file that is no Java as the parser knows it.
   *
   * @param at line, from 1
   * @param what the parser met
   * @param partly whether some of the file was understood and checked
   */
  record Unparsable(String path, int at, String what, boolean partly) implements Problem {
    @Override
    public OptionalInt line() {
      return OptionalInt.of(at);
    }

    @Override
    public String message() {
      return (partly ? "read in part: " : "not read: ") + what;
    }
  }

  /**
   * A rule that threw. Its findings up to there stand; the other rules went on.
   *
   * @param at line of the node that was being checked, from 1
   * @param thrown what came out
   */
  record RuleFailed(String ruleId, String path, int at, Throwable thrown) implements Problem {
    @Override
    public OptionalInt line() {
      return OptionalInt.of(at);
    }

    @Override
    public String message() {
      return "rule " + ruleId + " failed: " + inOneLine(thrown);
    }

    @Override
    public boolean isOurs() {
      return true;
    }

    @Override
    public Optional<Throwable> cause() {
      return Optional.of(thrown);
    }
  }

  /** A file whose check failed outside every rule. */
  record CheckFailed(String path, Throwable thrown) implements Problem {
    @Override
    public String message() {
      return "the check failed: " + inOneLine(thrown);
    }

    @Override
    public boolean isOurs() {
      return true;
    }

    @Override
    public Optional<Throwable> cause() {
      return Optional.of(thrown);
    }
  }

  private static String inOneLine(Throwable thrown) {
    return thrown.toString().lines().findFirst().orElse("");
  }
}
