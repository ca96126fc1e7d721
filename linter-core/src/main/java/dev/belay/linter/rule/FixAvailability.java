package dev.belay.linter.rule;

/** Whether a rule's findings carry fixes. The fixture harness proves the declaration. */
public enum FixAvailability {
  ALWAYS,
  SOMETIMES,
  NEVER
}
