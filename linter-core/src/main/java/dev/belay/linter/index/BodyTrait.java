package dev.belay.linter.index;

/** What a method's body does that matters to callers in other files. */
public enum BodyTrait {
  /** Every way through ends with the current thread's interrupt status set or with a throw. */
  RESTORES_INTERRUPT,
  /** Some way through sets the current thread's interrupt status; others may not. */
  MAY_RESTORE_INTERRUPT,
  /** Never returns: every way through throws. */
  ALWAYS_THROWS,
  /** Every {@code return} gives {@code this}. */
  RETURNS_THIS,
  /** Every {@code return} gives one of its own parameters. */
  RETURNS_PARAMETER,
  /** Every {@code return} gives a field, which keeps what the caller may drop. */
  RETURNS_FIELD,
  /** Every {@code return} gives a future that is complete already, or {@code null}. */
  RETURNS_COMPLETED
}
