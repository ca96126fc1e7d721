package dev.belay.linter.rule;

import java.util.Locale;

/** What a rule is about; also the package it lives in and a tag in reports. */
public enum Family {
  FUTURES,
  THREADS,
  SCOPES,
  CANCELLATION,
  SUPPRESSIONS;

  /** As packages and reports write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
