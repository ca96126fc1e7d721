package dev.belay.cli.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /** Line whose first character stands at that place of the window, from 1; 0 for none. */
  private final int[] starts = new int[BLOCK];

  private final Map<Long, Integer> seen = new HashMap<>();
  private final List<String> hashes = new ArrayList<>();
  private long hash;
  private int index;
  private int line;

  private LineHashes() {}

  /**
   * The hashes of all lines, in order; at least one.
   *
   * @param text as decoded from UTF-8, with its byte order mark if it has one
   */
  static List<String> of(String text) {
    LineHashes rolling = new LineHashes();
    rolling.readAll(text);
    return List.copyOf(rolling.hashes);
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
          starts[index] = ++line;
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
    if (starts[index] != 0) {
      int number = seen.merge(hash, 1, Integer::sum);
      hashes.add(Long.toHexString(hash) + ":" + number);
      starts[index] = 0;
    }
  }

  private void push(char current) {
    hash = BASE * hash + current - FIRST * window[index];
    window[index] = current;
    index = (index + 1) % BLOCK;
  }

  private static long power(long base, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }
}
