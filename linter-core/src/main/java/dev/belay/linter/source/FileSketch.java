package dev.belay.linter.source;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What one quick pass over the bytes of a file tells without parsing it: its package, its top-level
 * types, which words it uses outside comments and literals, which calls it drops, what its methods
 * take, return and throw, and how deep it nests.
 *
 * <p>Words are kept as hashes, a few hundred bytes a file. Two words may share one, and where the
 * bytes leave a doubt it says yes: an answer may be "yes" too often, never too seldom. Immutable.
 */
public final class FileSketch {

  /** Stands for a type that a declaration leaves open: a type parameter, {@code var}. */
  public static final int ANY_TYPE = hashOf("*");

  private final String packageName;
  private final int[] packageWords;
  private final List<String> topLevelTypes;
  private final int[] declared;
  private final int[] methods;
  private final int[] parents;
  private final int[] words;
  private final int[] calls;
  private final int[] variables;
  private final int[] fields;
  private final int[] returns;
  private final int[] throwing;
  private final int[] takes;
  private final int[] supertypes;
  private final int nesting;
  private final int argumentNesting;
  private final boolean asksForSilence;
  private final boolean garbled;

  FileSketch(SketchScan scan) {
    this.packageName = scan.packageName();
    this.packageWords = hashesOf(packageName);
    this.topLevelTypes = List.copyOf(scan.topLevelTypes());
    this.declared = scan.declared().toArray();
    this.methods = scan.methods().sorted();
    this.parents = parents(scan);
    this.words = scan.words().sorted();
    this.calls = scan.calls();
    this.variables = scan.variables();
    this.fields = scan.fields();
    this.returns = scan.returns().toArray();
    this.throwing = scan.throwing().toArray();
    this.takes = scan.takes().toArray();
    this.supertypes = scan.supertypes().toArray();
    this.nesting = scan.nesting();
    this.argumentNesting = scan.argumentNesting();
    this.asksForSilence = scan.asksForSilence();
    this.garbled = scan.isGarbled();
  }

  /**
   * Scans a file.
   *
   * @param bytes in UTF-8 or in a single-byte encoding that has ASCII as its lower half; a byte
   *     order mark may stand first
   */
  public static FileSketch of(byte[] bytes) {
    return new FileSketch(new SketchScan(bytes));
  }

  /** What stands for a word in the answers below. */
  public static int hashOf(String word) {
    return ByteTokens.hashOf(word);
  }

  private static int[] parents(SketchScan scan) {
    int[] links = scan.supertypes().toArray();
    IntStream named = IntStream.range(0, links.length / 2).map(i -> links[2 * i]);
    return IntStream.concat(named, Arrays.stream(scan.anonymous().toArray())).distinct().toArray();
  }

  private static int[] hashesOf(String packageName) {
    return packageName.isEmpty()
        ? new int[0]
        : Arrays.stream(packageName.split("\\.")).mapToInt(FileSketch::hashOf).toArray();
  }

  /** Empty for the unnamed package. */
  public String packageName() {
    return packageName;
  }

  /** Simple names of the types declared outside every type, in order; may be empty. */
  public List<String> topLevelTypes() {
    return topLevelTypes;
  }

  /** Each type that the file declares, local ones too, behind the one around it, 0 for none. */
  public void eachDeclared(Link link) {
    each(declared, link);
  }

  /** Whether a class of the file, an anonymous one perhaps, inherits from one of some types. */
  public boolean anyParent(IntPredicate type) {
    return Arrays.stream(parents).anyMatch(type);
  }

  /** Whether the file declares a type or a method of a name. */
  public boolean declares(int name) {
    boolean[] found = {Arrays.binarySearch(methods, name) >= 0};
    eachDeclared((around, type) -> found[0] |= type == name);
    return found[0];
  }

  /**
   * Whether the file sees the types of another by what it says itself: both are in one package, or
   * it has all words of the other's package, as an import has.
   */
  public boolean mayImportFrom(FileSketch other) {
    return packageName.equals(other.packageName)
        || other.packageWords.length > 0
            && Arrays.stream(other.packageWords).allMatch(this::mentions);
  }

  /** Whether a word stands in the code. */
  public boolean mentions(int word) {
    return Arrays.binarySearch(words, word) >= 0;
  }

  /** Whether one of some sorted words, keywords included, stands in the code. */
  public boolean mentionsAny(int[] wordHashes) {
    boolean fewer = wordHashes.length < words.length;
    int[] many = fewer ? words : wordHashes;
    for (int hash : fewer ? wordHashes : words) {
      if (Arrays.binarySearch(many, hash) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether some call, creation or method reference is the one that is looked for.
   *
   * @param places bits of {@link CallSite} of which it must have one
   */
  public boolean anyCall(int places, CallSite.Test test) {
    for (int i = 0; i < calls.length; i += CallList.SIZE) {
      if ((calls[i] & places) != 0
          && test.test(calls[i], calls[i + 1], calls[i + 2], calls[i + 3])) {
        return true;
      }
    }
    return false;
  }

  /** Each call, creation and method reference: kind of receiver, receiver and name. */
  public void eachCall(Member call) {
    for (int i = 0; i < calls.length; i += CallList.SIZE) {
      call.accept(calls[i] & CallSite.KINDS, calls[i + 1], calls[i + 2]);
    }
  }

  /**
   * Whether some variable of that name has a type that is looked for; {@link #ANY_TYPE} where it is
   * not written.
   */
  public boolean anyVariable(int nameHash, IntPredicate type) {
    for (int i = 0; i < variables.length; i += 2) {
      if (variables[i + 1] == nameHash && type.test(variables[i])) {
        return true;
      }
    }
    return false;
  }

  /** Each field that is not private, constants of enums among them. */
  public void eachField(Member member) {
    each(fields, member);
  }

  /**
   * Each declared method's return type and name, by simple names; a record's components are methods
   * too. One that returns a type parameter has a second link, of {@link #ANY_TYPE}.
   */
  public void eachReturn(Member member) {
    each(returns, member);
  }

  /** Each exception type that a method or constructor declares, and the method's name. */
  public void eachThrows(Member member) {
    each(throwing, member);
  }

  /**
   * Each type of a parameter, type arguments and arrays left out, and the method's name; that of
   * the type for a constructor.
   */
  public void eachParameter(Link link) {
    each(takes, link);
  }

  /** Each supertype and the type that names it, by simple names. */
  public void eachSupertype(Link link) {
    each(supertypes, link);
  }

  /** Each word of the code. */
  public void eachWord(IntConsumer reader) {
    Arrays.stream(words).forEach(reader);
  }

  /** Those of some sorted words that stand in the code, sorted. */
  public int[] among(int[] wordHashes) {
    boolean fewer = wordHashes.length < words.length;
    int[] many = fewer ? words : wordHashes;
    return Arrays.stream(fewer ? wordHashes : words)
        .filter(word -> Arrays.binarySearch(many, word) >= 0)
        .toArray();
  }

  /** How many brackets of any kind are open at once, at most. */
  public int nesting() {
    return nesting;
  }

  /**
   * How many blocks stand in a call's arguments, in each other, at most: bodies of lambdas and of
   * anonymous classes. The parser's time doubles with each.
   */
  public int argumentNesting() {
    return argumentNesting;
  }

  /** Whether a comment or a literal starts as a suppression does. */
  public boolean asksForSilence() {
    return asksForSilence;
  }

  /** Whether only a parser can speak of the file: it is garbled, or declares no type or package. */
  public boolean isDoubtful() {
    return garbled || topLevelTypes.isEmpty() && !isPackageAlone();
  }

  // As package-info.java is: one file in eight of what would be parsed else.
  private boolean isPackageAlone() {
    return !packageName.isEmpty() && methods.length == 0 && calls.length == 0;
  }

  /**
   * Whether the bytes are not what this scan understands: brackets or literals left open, Unicode
   * escapes in code. What such a file declares is not known.
   */
  public boolean isGarbled() {
    return garbled;
  }

  /** Takes two names that a file links. */
  @FunctionalInterface
  public interface Link {
    /** Called once for each link; the hashes are those of {@link FileSketch#hashOf}. */
    void accept(int typeHash, int nameHash);
  }

  /** Takes a member of a type. */
  @FunctionalInterface
  public interface Member {
    /** Called once for each; the hashes are those of {@link FileSketch#hashOf}, 0 for no owner. */
    void accept(int ownerHash, int typeHash, int nameHash);
  }

  private static void each(int[] pairs, Link link) {
    for (int i = 0; i < pairs.length; i += 2) {
      link.accept(pairs[i], pairs[i + 1]);
    }
  }

  private static void each(int[] triples, Member member) {
    for (int i = 0; i < triples.length; i += 3) {
      member.accept(triples[i], triples[i + 1], triples[i + 2]);
    }
  }
}
