/** Structured concurrency for Java 17 and later: scopes, cancellation tokens, supervisors. */
module dev.belay.runtime {
  exports dev.belay.runtime;
}
