package dev.belay.linter.source;

import java.util.Arrays;

/** A growing row of numbers. */
final class Ints {

  private int[] values = new int[32];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  void add(int first, int second) {
    if (size + 2 > values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = first;
    values[size++] = second;
  }

  void add(int first, int second, int third) {
    if (size + 3 > values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = first;
    values[size++] = second;
    values[size++] = third;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
