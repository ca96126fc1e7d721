package dev.belay.cli.build;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Java as build files write it: {@code 17}, {@code 1.8}, {@code VERSION_1_8}. */
final class JavaVersion {

  private static final Pattern WRITTEN =
      Pattern.compile("(?:JavaVersion\\.)?(?:VERSION_)?(?:1[._])?(?<number>\\d{1,3})(?:\\.0)?");

  private JavaVersion() {}

  /** The number; empty where this is none, such as a property that nothing defines. */
  static OptionalInt of(String text) {
    Matcher matcher = WRITTEN.matcher(text.strip());
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group("number")))
        : OptionalInt.empty();
  }
}
