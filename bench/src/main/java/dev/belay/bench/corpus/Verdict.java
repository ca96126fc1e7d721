package dev.belay.bench.corpus;

/** What a label says of its rule at its place. */
public enum Verdict {
  /** The rule holds: silence is a missed alarm. */
  HOLDS("1"),
  /** It does not: a finding is a false alarm. */
  ABSENT("0"),
  /** Reviewers could differ: counts for neither side. */
  OPEN("?");

  private final String sign;

  Verdict(String sign) {
    this.sign = sign;
  }

  /**
   * Reads the sign that labels carry.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Verdict of(String sign) {
    for (Verdict verdict : values()) {
      if (verdict.sign.equals(sign)) {
        return verdict;
      }
    }
    throw new IllegalArgumentException("not a label: " + sign);
  }
}
