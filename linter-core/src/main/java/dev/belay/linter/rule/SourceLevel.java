package dev.belay.linter.rule;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The version of Java that a file is written in, as far as somebody says it. Decides what a fix may
 * write. Immutable.
 *
 * @param version from 8; empty where neither the configuration nor the build file tells
 */
public record SourceLevel(OptionalInt version) {

  /** The oldest Java that the runtime works with. */
  public static final int OF_RUNTIME = 17;

  /** The first Java whose executors can be closed (JDK-8281006). */
  public static final int OF_CLOSEABLE_EXECUTORS = 19;

  /** A file of which nobody says it. */
  public static final SourceLevel UNKNOWN = new SourceLevel(OptionalInt.empty());

  /** A file in a version of Java that is known. */
  public static SourceLevel of(int version) {
    return new SourceLevel(OptionalInt.of(version));
  }

  /** Whether what came with a version may be written. Of an unknown level 17 is taken for sure. */
  public boolean allows(int needed) {
    return version.orElse(OF_RUNTIME) >= needed;
  }

  /** Why the runtime may not be used; empty where it may. */
  public Optional<Refusal> refusesRuntime() {
    return refuses(OF_RUNTIME, "the runtime");
  }

  /**
   * Why something may not be written; empty where it may.
   *
   * @param what as a sentence starts with it: "the runtime"
   */
  public Optional<Refusal> refuses(int needed, String what) {
    if (allows(needed)) {
      return Optional.empty();
    }
    String level =
        version.isPresent()
            ? "these sources are Java " + version.getAsInt()
            : "the sources' level is not known (java = N in belay.toml tells)";
    return Optional.of(new Refusal(what + " needs Java " + needed + ", and " + level));
  }
}
