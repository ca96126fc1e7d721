package dev.belay.cli;

/** Exit codes, as scripts rely on them. */
final class Exit {

  /** All was looked at, nothing weighs as much as {@code --fail-on}. */
  static final int CLEAN = 0;

  /** Something was found that does, whatever else happened. */
  static final int FINDINGS = 1;

  /** The command line or the configuration is wrong, or the program or one of its rules failed. */
  static final int UNUSABLE = 2;

  /** Nothing was found, but not everything could be read. */
  static final int UNREAD = 3;

  private Exit() {}
}
