package dev.belay.linter.source;

import java.util.Arrays;

/** The calls and creations of a file, in order of the text, {@value #SIZE} numbers each. */
final class CallList {

  /** Numbers of a call: bits of {@link CallSite}, receiver, name, taker. */
  static final int SIZE = 4;

  private int[] values = new int[32 * SIZE];
  private int size;

  /** Adds a call of which nothing more is known, and gives its number, from 0. */
  int add(int receiverKind, int receiver, int name) {
    if (size + SIZE > values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size] = receiverKind | CallSite.ANYWHERE;
    values[size + 1] = receiver;
    values[size + 2] = name;
    values[size + 3] = 0;
    size += SIZE;
    return size / SIZE - 1;
  }

  /** The number that the next call will have. */
  int next() {
    return size / SIZE;
  }

  /** Adds places to what is known of a call. */
  void mark(int call, int places) {
    values[SIZE * call] |= places;
  }

  /** Adds places to what is known of a call, and who takes its value. */
  void mark(int call, int places, int taker) {
    mark(call, places);
    values[SIZE * call + 3] = taker;
  }

  /** The calls without those that say nothing new; places of equal ones are put together. */
  int[] distinct() {
    int[] slots = new int[Integer.highestOneBit(Math.max(4, size)) * 2];
    int[] kept = new int[size];
    int end = 0;
    for (int i = 0; i < size; i += SIZE) {
      int slot = slotOf(i, slots, kept);
      if (slots[slot] == 0) {
        System.arraycopy(values, i, kept, end, SIZE);
        slots[slot] = end + 1;
        end += SIZE;
      } else {
        kept[slots[slot] - 1] |= values[i];
      }
    }
    return Arrays.copyOf(kept, end);
  }

  /** The slot of an equal call, or an empty one. */
  private int slotOf(int call, int[] slots, int[] kept) {
    int kind = values[call] & CallSite.KINDS;
    int receiver = values[call + 1];
    int name = values[call + 2];
    int taker = values[call + 3];
    int hash = 31 * (31 * (31 * receiver + name) + taker) + kind;
    int slot = (hash ^ hash >>> 15) & slots.length - 1;
    while (slots[slot] != 0) {
      int at = slots[slot] - 1;
      if ((kept[at] & CallSite.KINDS) == kind
          && kept[at + 1] == receiver
          && kept[at + 2] == name
          && kept[at + 3] == taker) {
        return slot;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }
}
