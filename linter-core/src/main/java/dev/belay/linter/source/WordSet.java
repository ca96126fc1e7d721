package dev.belay.linter.source;

import java.util.Arrays;

/** A growing set of word hashes, none of them 0. A scan adds one for each word of a file. */
public final class WordSet {

  private int[] slots;
  private int size;

  WordSet(int expected) {
    slots = new int[Integer.highestOneBit(Math.max(8, expected)) * 2];
  }

  /** The hashes of some words, with a blank between two. */
  public static WordSet of(String words) {
    WordSet set = new WordSet(words.length());
    for (String word : words.split(" ")) {
      set.add(ByteTokens.hashOf(word));
    }
    return set;
  }

  void add(int hash) {
    int slot = slot(hash);
    if (slots[slot] == 0) {
      slots[slot] = hash;
      if (++size * 2 > slots.length) {
        grow();
      }
    }
  }

  /** Whether it has a hash, as {@link FileTokens#hash} gives it. */
  public boolean contains(int hash) {
    return slots[slot(hash)] != 0;
  }

  int[] sorted() {
    int[] all = new int[size];
    int next = 0;
    for (int hash : slots) {
      if (hash != 0) {
        all[next++] = hash;
      }
    }
    Arrays.sort(all);
    return all;
  }

  /** Where the hash is, or the empty slot where it belongs. */
  private int slot(int hash) {
    int mask = slots.length - 1;
    int slot = (hash ^ hash >>> 15) & mask;
    while (slots[slot] != 0 && slots[slot] != hash) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    int[] old = slots;
    slots = new int[old.length * 2];
    for (int hash : old) {
      if (hash != 0) {
        slots[slot(hash)] = hash;
      }
    }
  }
}
