package dev.belay.linter.engine;

import dev.belay.linter.source.Digest;
import java.io.IOException;

/**
 * Whether the files of a project stayed as they were while they were looked at. A file is read when
 * it is scanned and again when it is parsed; somebody may save it in between. Safe for several
 * threads.
 */
final class Steadiness {

  private volatile boolean steady = true;

  /** The bytes of a file as they are now. */
  byte[] bytesOf(ScannedFile scanned) throws IOException {
    byte[] bytes = scanned.file().contents().bytes();
    if (Digest.of(bytes) != scanned.digest()) {
      steady = false;
    }
    return bytes;
  }

  /** Whether every file that was read again was what it was when it was scanned. */
  boolean holds() {
    return steady;
  }
}
