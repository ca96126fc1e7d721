package com.example.parcels;

/** Takes three scans and closes the service; with the mistakes in it, the program never ends. */
public final class Main {

  private Main() {}

  /** No arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    try (ParcelService service = new ParcelService()) {
      service.start();
      service.accept(new Scan("1001", "depot"));
      service.accept(new Scan("1002", "van"));
      service.accept(new Scan("1003", "door"));
    }
    System.out.println("closed");
  }
}
