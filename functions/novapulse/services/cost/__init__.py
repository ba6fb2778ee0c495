"""What a month of the AWS home costs: unit prices, what a call uses, and the sum."""
