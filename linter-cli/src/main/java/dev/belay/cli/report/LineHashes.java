package dev.belay.cli.report;

import java.util.Arrays;
import java.util.Optional;

/**
 * The rolling hash of lines by which code scanning recognises an alert whose line has moved ({@code
 * primaryLocationLineHash}, as published with GitHub's upload action).
 *
 * <p>The hash of a line covers the first 100 characters from its start on, over line ends (each
 * counted as one line feed), without blanks and tabs; after the text come one {@code U+FFFF} and as
 * many zeros as are needed. Lines with equal hashes are told apart by a running number.
 */
final class LineHashes {

  private static final int BLOCK = 100;
  private static final long BASE = 37;
  private static final long FIRST = power(BASE, BLOCK);
  private static final char END = 0xFFFF;

  private final char[] window = new char[BLOCK];

  /** Whether a line's first character stands at that place of the window. */
  private final boolean[] starts = new boolean[BLOCK];

  private long[] hashes = new long[256];
  private int lines;
  private long hash;
  private int index;

  /**
   * Those of all lines; there is at least one.
   *
   * @param text as decoded from UTF-8, with its byte order mark if it has one
   */
  LineHashes(String text) {
    readAll(text);
  }

  /**
   * The hash of a line and its number among the lines with that hash, or nothing where there is no
   * such line.
   *
   * @param number from 1
   */
  Optional<String> of(int number) {
    if (number > lines) {
      return Optional.empty();
    }
    long wanted = hashes[number - 1];
    long equal = Arrays.stream(hashes, 0, number).filter(other -> other == wanted).count();
    return Optional.of(Long.toHexString(wanted) + ":" + equal);
  }

  private void readAll(String text) {
    boolean lineStarts = true;
    char previous = 0;
    for (int i = 0; i <= text.length(); i++) {
      char current = i < text.length() ? text.charAt(i) : END;
      boolean skipped = current == ' ' || current == '\t' || previous == '\r' && current == '\n';
      if (!skipped) {
        char counted = current == '\r' ? '\n' : current;
        writeOut();
        if (lineStarts) {
          starts[index] = true;
        }
        lineStarts = counted == '\n';
        push(counted);
      }
      previous = current;
    }
    for (int i = 0; i < BLOCK; i++) {
      writeOut();
      push((char) 0);
    }
  }

  /** Once the window has come round to the start of a line, the hash is that line's. */
  private void writeOut() {
    if (starts[index]) {
      if (lines == hashes.length) {
        hashes = Arrays.copyOf(hashes, lines * 2);
      }
      hashes[lines++] = hash;
      starts[index] = false;
    }
  }

  private void push(char current) {
    hash = BASE * hash + current - FIRST * window[index];
    window[index] = current;
    index = index + 1 == BLOCK ? 0 : index + 1;
  }

  private static long power(long base, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }
}
