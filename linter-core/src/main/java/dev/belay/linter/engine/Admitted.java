package dev.belay.linter.engine;

import dev.belay.linter.facts.Namesakes;
import java.util.BitSet;

/**
 * A file that is parsed.
 *
 * @param file as the first pass left it
 * @param rules numbers of the rules that see it, from 0; not empty, not to be changed
 * @param namesakes those in it
 */
record Admitted(ScannedFile file, BitSet rules, Namesakes namesakes) {

  String path() {
    return file.file().path();
  }

  long bytes() {
    return file.bytes();
  }
}
