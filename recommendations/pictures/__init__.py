"""Pictures that leave the site: charts as files of their own, and cards for whoever shows a link."""
