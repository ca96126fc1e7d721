package dev.belay.bench.race;

/** The least that a Java program can take: the unit of start-up. */
final class HelloWorld {

  private HelloWorld() {}

  public static void main(String[] arguments) {
    System.out.println("hello, world");
  }
}
