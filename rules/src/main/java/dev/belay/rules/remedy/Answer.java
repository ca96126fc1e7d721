package dev.belay.rules.remedy;

import java.util.Optional;

/**
 * Something that a fix needs, or why it is not to be had.
 *
 * @param value present if there is one
 * @param reason one line, lower case; empty if there is a value
 */
record Answer<T>(Optional<T> value, String reason) {

  static <T> Answer<T> of(T value) {
    return new Answer<>(Optional.of(value), "");
  }

  static <T> Answer<T> none(String reason) {
    return new Answer<>(Optional.empty(), reason);
  }

  boolean isPresent() {
    return value.isPresent();
  }

  T get() {
    return value.orElseThrow();
  }

  /** The same reason for the lack of something else. */
  <R> Answer<R> instead() {
    return none(reason);
  }
}
