"""What is drawn over the picture: the values of it, and one module for each kind of drawing."""
