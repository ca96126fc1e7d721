package dev.belay.linter.engine;

import java.util.BitSet;

/**
 * A file that is parsed.
 *
 * @param file as the first pass left it
 * @param rules numbers of the rules that see it, from 0; not empty, not to be changed
 */
record Admitted(ScannedFile file, BitSet rules) {

  String path() {
    return file.file().path();
  }

  long bytes() {
    return file.bytes();
  }
}
