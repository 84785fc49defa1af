"""What coordinators do to how their team works, one verb a file; `bot.use_cases.steer` is the ground they stand on."""
