package com.example;

class Worker implements Runnable {
  private boolean stopped;

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    while (!stopped) {
      System.out.println("work");
    }
  }
}
