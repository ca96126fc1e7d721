package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.Statement;
import java.util.Objects;
import java.util.Optional;

/**
 * One way in which control leaves a piece of code.
 *
 * @param kind how
 * @param at the statement that leaves; the piece itself where control falls out at its end
 * @param target the loop, {@code switch} or labelled statement that a {@code break} or {@code
 *     continue} names; empty for the others
 * @param status what has become of an interrupt that was caught before
 */
public record Exit(Kind kind, Node at, Optional<Statement> target, Status status) {

  /** How control leaves (JLS 14.1). */
  public enum Kind {
    FALLS_THROUGH,
    BREAKS,
    CONTINUES,
    RETURNS,
    THROWS
  }

  /** What has become of the thread's interrupt status. */
  public enum Status {
    /** Cleared when the interrupt was caught, and still is. */
    LOST,
    /** Set again. */
    RESTORED,
    /** Something was called on the way that cannot be seen and may have set it. */
    UNKNOWN
  }

  /**
   * Exits at two statements are two, though these read alike; the parser's nodes would be equal.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Exit exit
        && kind == exit.kind
        && at == exit.at
        && target.orElse(null) == exit.target.orElse(null)
        && status == exit.status;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, System.identityHashCode(at), status);
  }
}
