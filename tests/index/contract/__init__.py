"""What every index must do, whichever server or file is behind it."""
