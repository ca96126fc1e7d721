package com.example.stock;

class Trial {
  void run() {
    new Thread(() -> System.out.println("trial")).start();
  }
}
