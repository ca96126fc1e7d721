package dev.belay.linter.source;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * A number of 64 bits for some bytes: two checksums of 32 bits by different polynomials, which tell
 * apart what one checksum by the product of both would. Java computes them by instructions of the
 * processor even before it compiles anything, which it does for no other digest. Meant against
 * chance, not against somebody who wants two texts to have one digest.
 */
public final class Digest {

  private Digest() {}

  /** The digest of bytes; the same on every machine. */
  public static long of(byte[] bytes) {
    return sum(new CRC32C(), bytes) << Integer.SIZE | sum(new CRC32(), bytes);
  }

  private static long sum(Checksum checksum, byte[] bytes) {
    checksum.update(bytes, 0, bytes.length);
    return checksum.getValue();
  }
}
