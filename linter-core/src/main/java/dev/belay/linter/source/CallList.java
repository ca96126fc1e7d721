package dev.belay.linter.source;

import java.util.Arrays;

/** The calls and creations of a file, in order of the text, three numbers each. */
final class CallList {

  private int[] values = new int[96];
  private int size;

  /** Adds a call of which nothing more is known, and gives its number, from 0. */
  int add(int receiverKind, int receiver, int name) {
    if (size + 3 > values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size] = receiverKind | CallSite.ANYWHERE;
    values[size + 1] = receiver;
    values[size + 2] = name;
    size += 3;
    return size / 3 - 1;
  }

  /** The number that the next call will have. */
  int next() {
    return size / 3;
  }

  /** Adds places to what is known of a call. */
  void mark(int call, int places) {
    values[3 * call] |= places;
  }

  /** The calls without those that say nothing new; places of equal ones are put together. */
  int[] distinct() {
    int[] slots = new int[Integer.highestOneBit(Math.max(4, size)) * 2];
    int[] kept = new int[size];
    int end = 0;
    for (int i = 0; i < size; i += 3) {
      int slot = slotOf(i, slots, kept);
      if (slots[slot] == 0) {
        System.arraycopy(values, i, kept, end, 3);
        slots[slot] = end + 1;
        end += 3;
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
    int hash = 31 * (31 * receiver + name) + kind;
    int slot = (hash ^ hash >>> 15) & slots.length - 1;
    while (slots[slot] != 0) {
      int at = slots[slot] - 1;
      if ((kept[at] & CallSite.KINDS) == kind && kept[at + 1] == receiver && kept[at + 2] == name) {
        return slot;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }
}
