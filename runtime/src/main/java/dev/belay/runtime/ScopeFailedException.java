package dev.belay.runtime;

/**
 * Tasks of a scope had failed and nobody had looked when it was closed. The cause is the first
 * failure, an {@link Error} before any exception; the others, 32 at most, are suppressed here.
 */
public final class ScopeFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScopeFailedException(String scope, Failures failures) {
    super(
        "scope '" + scope + "': " + failures.count() + " failure(s) that nobody saw",
        failures.first());
    failures.suppressOthersIn(this);
  }
}
