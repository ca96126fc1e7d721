package dev.belay.linter.source;

/**
 * SHA-256 (FIPS 180-4), for the short texts that fingerprints are made of. {@code MessageDigest}
 * gives the same, but reads the configuration of all security providers before its first byte,
 * which takes longer than to parse a small file. Safe for several threads.
 */
public final class Sha256 {

  private static final int BLOCK = 64;

  /** The first 32 bits behind the point of the cube roots of the first 64 primes. */
  private static final int[] ROUNDS = new int[BLOCK];

  /** The same of the square roots of the first eight. */
  private static final int[] START = new int[8];

  static {
    int prime = 2;
    for (int i = 0; i < ROUNDS.length; i++) {
      ROUNDS[i] = fraction(Math.cbrt(prime));
      if (i < START.length) {
        START[i] = fraction(Math.sqrt(prime));
      }
      do {
        prime++;
      } while (!isPrime(prime));
    }
  }

  private Sha256() {}

  private static int fraction(double root) {
    return (int) (long) ((root - Math.floor(root)) * (1L << Integer.SIZE));
  }

  private static boolean isPrime(int number) {
    for (int divisor = 2; divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return true;
  }

  /** The digest: 32 bytes. */
  public static byte[] of(byte[] text) {
    int[] state = START.clone();
    int[] words = new int[BLOCK];
    byte[] padded = padded(text);
    for (int at = 0; at < padded.length; at += BLOCK) {
      schedule(padded, at, words);
      compress(words, state);
    }
    byte[] digest = new byte[32];
    for (int i = 0; i < digest.length; i++) {
      digest[i] = (byte) (state[i / 4] >>> 24 - 8 * (i % 4));
    }
    return digest;
  }

  /** With a one bit behind it, zeros, and its length in bits as the last eight bytes of a block. */
  private static byte[] padded(byte[] text) {
    byte[] padded = new byte[(text.length + 8) / BLOCK * BLOCK + BLOCK];
    System.arraycopy(text, 0, padded, 0, text.length);
    padded[text.length] = (byte) 0x80;
    for (int i = 0; i < 8; i++) {
      padded[padded.length - 1 - i] = (byte) (8L * text.length >>> 8 * i);
    }
    return padded;
  }

  private static void schedule(byte[] bytes, int at, int[] words) {
    for (int i = 0; i < 16; i++) {
      int word = 0;
      for (int j = 0; j < 4; j++) {
        word = word << 8 | bytes[at + 4 * i + j] & 0xff;
      }
      words[i] = word;
    }
    for (int i = 16; i < BLOCK; i++) {
      int far = words[i - 15];
      int near = words[i - 2];
      words[i] =
          words[i - 16]
              + (Integer.rotateRight(far, 7) ^ Integer.rotateRight(far, 18) ^ far >>> 3)
              + words[i - 7]
              + (Integer.rotateRight(near, 17) ^ Integer.rotateRight(near, 19) ^ near >>> 10);
    }
  }

  private static void compress(int[] words, int[] state) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < BLOCK; i++) {
      int first =
          h
              + (Integer.rotateRight(e, 6)
                  ^ Integer.rotateRight(e, 11)
                  ^ Integer.rotateRight(e, 25))
              + (e & f ^ ~e & g)
              + ROUNDS[i]
              + words[i];
      int second =
          (Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22))
              + (a & b ^ a & c ^ b & c);
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    int[] sums = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < sums.length; i++) {
      state[i] += sums[i];
    }
  }
}
